/* Turns <select multiple data-terms="address"> into a combobox with chips (ARIA combobox pattern). The select stays in
   the form and is what is sent: its chosen options, in the order in which they were chosen. No dependency. */
(() => {
  "use strict";
  const PAUSE = 150;

  const element = (name, attributes = {}, text = "") => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text) node.textContent = text;
    return node;
  };

  class Terms {
    constructor(select) {
      this.select = select;
      [this.typeToFind, this.remove, this.nothing, this.full, this.chosenWord, this.broken] =
        select.dataset.termsWords.split("|");
      this.most = Number(select.dataset.termsMost) || Infinity;
      this.results = [];
      this.active = -1;
      this.asked = 0;
      this.restoreOrder();
      this.build();
      this.draw();
    }

    chosen() { return [...this.select.options].filter((option) => option.selected); }

    /* Chosen options stand first and in their order, because the form sends options as they stand. */
    restoreOrder() {
      const order = this.select.dataset.termsOrder.split(" ").filter(Boolean).reverse();
      for (const value of order) {
        const option = this.option(value);
        if (option && option.selected) this.select.prepend(option);
      }
    }

    option(value) { return [...this.select.options].find((option) => option.value === String(value)); }

    build() {
      const { select } = this;
      const id = select.id;
      this.box = element("div", { class: "kb-terms" });
      this.chips = element("ul", { class: "kb-terms__chips", role: "list" });
      this.input = element("input", {
        type: "text", role: "combobox", id: `${id}-find`, autocomplete: "off", autocapitalize: "none",
        spellcheck: "false", placeholder: this.typeToFind, "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": `${id}-list`,
      });
      const described = [select.getAttribute("aria-describedby"), `${id}-status`].filter(Boolean).join(" ");
      this.input.setAttribute("aria-describedby", described);
      const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
      if (label) {
        label.htmlFor = this.input.id;
        label.id ||= `${id}-label`;
        this.chips.setAttribute("aria-labelledby", label.id);
      }
      this.name = label ? label.textContent.replace("*", "").trim() : "";
      if (!label) this.input.setAttribute("aria-label", this.typeToFind);
      this.list = element("ul", { class: "kb-terms__list", role: "listbox", id: `${id}-list`, hidden: "" });
      this.list.setAttribute("aria-label", this.name || this.typeToFind);
      this.status = element("p", { class: "kb-terms__status", id: `${id}-status`, role: "status" });
      this.box.append(this.chips, this.input, this.list, this.status);
      select.hidden = true;
      select.after(this.box);

      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => this.close());
      // A press on the list must not take the focus from the input: the list would close before the click.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(Number(option.dataset.place));
      });
      this.chips.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) this.take(button.value);
      });
    }

    draw() {
      this.chips.replaceChildren(...this.chosen().map((option) => {
        const text = option.textContent.trim();
        const chip = element("li", { class: "kb-terms__chip" }, text);
        const button = element("button", {
          type: "button", class: "kb-terms__remove", value: option.value, "aria-label": `${this.remove}: ${text}`,
        }, "×");
        chip.append(button);
        return chip;
      }));
    }

    changed() {
      this.draw();
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }

    choose(place) {
      const result = this.results[place];
      if (!result) return;
      if (this.chosen().length >= this.most) {
        this.status.textContent = this.full;
        return;
      }
      let option = this.option(result.id);
      if (!option) {
        // Added to the taxonomy after this form was opened.
        option = element("option", { value: result.id }, result.label);
      }
      option.remove();
      const last = this.chosen().at(-1);
      if (last) last.after(option); else this.select.prepend(option);
      option.selected = true;
      this.input.value = "";
      this.close();
      this.changed();
      this.status.textContent = `${result.label}: ${this.chosenWord}`;
    }

    take(value) {
      const option = this.option(value);
      if (option) option.selected = false;
      this.changed();
      this.input.focus();
    }

    typed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }

    async ask() {
      const query = this.input.value.trim();
      this.asked += 1;
      const mine = this.asked;
      if (!query) {
        this.close();
        this.status.textContent = "";
        return;
      }
      try {
        const address = `${this.select.dataset.terms}?${new URLSearchParams({ q: query })}`;
        const response = await fetch(address, { headers: { Accept: "application/json" } });
        if (!response.ok) throw new Error(String(response.status));
        const { results } = await response.json();
        if (mine !== this.asked) return;
        const taken = new Set(this.chosen().map((option) => option.value));
        this.show(results.filter((result) => !taken.has(String(result.id))));
      } catch {
        this.close();
        this.status.textContent = this.broken;
      }
    }

    show(results) {
      this.results = results;
      this.list.replaceChildren(...results.map((result, place) => {
        const option = element("li", {
          class: "kb-terms__option", role: "option", id: `${this.list.id}-${place}`, "data-place": place,
          "aria-selected": "false",
        }, result.label);
        if (result.matched) {
          const other = element("small", result.language ? { lang: result.language } : {}, ` = ${result.matched}`);
          option.append(other);
        }
        if (result.path) option.append(element("br"), element("small", {}, result.path));
        return option;
      }));
      this.list.hidden = results.length === 0;
      this.input.setAttribute("aria-expanded", String(results.length > 0));
      this.status.textContent = results.length ? "" : this.nothing;
      this.mark(results.length ? 0 : -1);
    }

    mark(place) {
      this.active = place;
      [...this.list.children].forEach((option, index) => {
        option.setAttribute("aria-selected", String(index === place));
        if (index === place) option.scrollIntoView({ block: "nearest" });
      });
      if (place < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
    }

    close() {
      this.results = [];
      this.list.hidden = true;
      this.list.replaceChildren();
      this.input.setAttribute("aria-expanded", "false");
      this.mark(-1);
    }

    key(event) {
      const count = this.results.length;
      if (event.key === "ArrowDown" && count) this.mark((this.active + 1) % count);
      else if (event.key === "ArrowUp" && count) this.mark((this.active - 1 + count) % count);
      else if (event.key === "Enter" && this.input.value) { if (count) this.choose(this.active); }
      else if (event.key === "Escape" && count) this.close();
      else if (event.key === "Backspace" && !this.input.value && this.chosen().length) {
        this.take(this.chosen().at(-1).value);
      } else return;
      event.preventDefault();
    }
  }

  const start = (root) => {
    for (const select of root.querySelectorAll("select[data-terms]:not([data-terms-ready])")) {
      select.dataset.termsReady = "";
      new Terms(select);
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start(document));
  else start(document);
  // Forms that Wagtail puts into the page later, such as a child row's.
  document.addEventListener("w-formset:added", (event) => start(event.target));
})();
