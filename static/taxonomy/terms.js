/* Turns a multiple select of terms into a field to type in, with the chosen terms as buttons that remove them.
   The select stays the source of truth: what is submitted is what it has selected, in its order. */
(() => {
  "use strict";

  let serial = 0;

  const build = (root) => {
    const select = root.querySelector("select");
    const url = select.dataset.termsUrl;
    const listId = `terms-list-${++serial}`;
    const chosen = document.createElement("ul");
    chosen.className = "terms__chosen";
    const input = document.createElement("input");
    input.type = "text";
    input.className = "terms__input";
    input.autocomplete = "off";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", listId);
    input.setAttribute("aria-autocomplete", "list");
    const label = document.querySelector(`label[for="${select.id}"]`);
    if (label) {
      label.id = label.id || `${select.id}-label`;
      input.setAttribute("aria-labelledby", label.id);
    }
    const described = select.getAttribute("aria-describedby");
    if (described) input.setAttribute("aria-describedby", described);
    const list = document.createElement("ul");
    list.className = "terms__list";
    list.id = listId;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    select.hidden = true;
    root.append(chosen, input, list);

    let options = [];
    let active = -1;
    let asked = 0;
    let timer = 0;

    const changed = () => select.dispatchEvent(new Event("change", { bubbles: true }));

    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const draw = () => {
      chosen.replaceChildren(
        ...[...select.selectedOptions].map((option) => {
          const item = document.createElement("li");
          const button = document.createElement("button");
          button.type = "button";
          button.className = "terms__chip";
          button.textContent = option.textContent.trim();
          button.setAttribute("aria-label", `${root.dataset.labelRemove}: ${option.textContent.trim()}`);
          button.addEventListener("click", () => {
            option.selected = false;
            draw();
            changed();
            input.focus();
          });
          item.append(button);
          return item;
        }),
      );
    };

    const choose = (term) => {
      let option = [...select.options].find((each) => each.value === String(term.id));
      if (!option) option = new Option(term.label, term.id);
      option.selected = true;
      /* Behind the other chosen ones: the order counts. */
      const last = [...select.selectedOptions].filter((each) => each !== option).pop();
      if (last) last.after(option);
      else select.prepend(option);
      input.value = "";
      close();
      draw();
      changed();
      input.focus();
    };

    const highlight = (index) => {
      active = index;
      options.forEach((each, place) => each.element.setAttribute("aria-selected", String(place === index)));
      if (index < 0) return;
      input.setAttribute("aria-activedescendant", options[index].element.id);
      options[index].element.scrollIntoView({ block: "nearest" });
    };

    const show = (terms) => {
      const taken = new Set([...select.selectedOptions].map((option) => option.value));
      options = terms
        .filter((term) => !taken.has(String(term.id)))
        .map((term, place) => {
          const element = document.createElement("li");
          element.id = `${listId}-${place}`;
          element.setAttribute("role", "option");
          element.setAttribute("aria-selected", "false");
          element.textContent = term.label;
          const more = [term.matched, term.in].filter(Boolean).join(" · ");
          if (more) {
            const small = document.createElement("small");
            small.textContent = more;
            element.append(" ", small);
          }
          element.addEventListener("mousedown", (event) => {
            event.preventDefault();
            choose(term);
          });
          return { term, element };
        });
      if (options.length) {
        list.replaceChildren(...options.map((each) => each.element));
      } else {
        const none = document.createElement("li");
        none.className = "terms__none";
        none.textContent = root.dataset.labelNone;
        list.replaceChildren(none);
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      highlight(options.length && input.value ? 0 : -1);
    };

    const ask = async () => {
      const turn = ++asked;
      const response = await fetch(`${url}?q=${encodeURIComponent(input.value)}`, { credentials: "same-origin" });
      if (!response.ok) return;
      const { terms } = await response.json();
      if (turn === asked && document.activeElement === input) show(terms);
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener("focus", ask);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) ask();
        else if (options.length) {
          const step = event.key === "ArrowDown" ? 1 : -1;
          highlight((active + step + options.length) % options.length);
        }
      } else if (event.key === "Enter") {
        if (!list.hidden) event.preventDefault();
        if (active >= 0) choose(options[active].term);
      } else if (event.key === "Escape") {
        close();
      } else if (event.key === "Backspace" && !input.value) {
        const last = [...select.selectedOptions].pop();
        if (last) {
          last.selected = false;
          draw();
          changed();
        }
      }
    });
    draw();
  };

  const start = () =>
    document.querySelectorAll("[data-terms]:not([data-terms-ready])").forEach((root) => {
      root.dataset.termsReady = "";
      build(root);
    });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
