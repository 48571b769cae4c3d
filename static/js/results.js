// The filters of the result page, where htmx brings a new result into the page: what was open stays open, what was
// typed stays typed, the focus stays where it was. On a phone they are a drawer whose button leads to the result.
(() => {
  const PHONE = matchMedia("(max-width: 62.49rem)");
  const opened = new Map();
  const typed = new Map();
  const facets = () => document.getElementById("facets");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ı", "i");

  // Shows the values of a facet that have the typed letters, and the wider ones that lead to them.
  const narrow = (input) => {
    const facet = input.closest("details");
    const words = fold(input.value.trim());
    let found = 0;
    for (const item of [...facet.querySelectorAll(".facet-values li")].reverse()) {
      const own = fold(item.querySelector(".facet-name").textContent).includes(words);
      const below = [...item.querySelectorAll("li")].some((each) => !each.hidden);
      item.hidden = !(own || below || item.querySelector(":checked"));
      if (own) found += 1;
    }
    facet.querySelector(".facet-none").hidden = found > 0;
    const rest = facet.querySelector(".facet-rest");
    if (rest && words) rest.open = true;
    typed.set(input.id, input.value);
  };

  const arrange = () => {
    for (const part of document.querySelectorAll("#facets details")) {
      const chosen = part.querySelector(":checked");
      if (opened.has(part.id)) part.open = opened.get(part.id);
      else if (PHONE.matches && part.matches(".facet") && !chosen) part.open = false;
    }
    for (const input of document.querySelectorAll("#facets [data-find]")) {
      if (!typed.get(input.id)) continue;
      input.value = typed.get(input.id);
      narrow(input);
    }
  };

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-find]")) narrow(event.target);
  });

  // What is typed to find a value is no change of the question.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-find]")) event.stopPropagation();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-find]")) event.preventDefault();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const drawer = facets()?.matches(":popover-open");
    const byButton = event.detail.requestConfig?.triggeringEvent?.submitter?.closest("#facets");
    const focus = document.activeElement?.id;
    event.detail.xhr.kept = { drawer: drawer && !byButton, place: facets()?.scrollTop, focus: byButton ? "" : focus };
    if (focus) sessionStorage.setItem(`focus ${location.href}`, focus);
  });

  document.addEventListener("htmx:beforeSwap", () => {
    for (const part of document.querySelectorAll("#facets details")) opened.set(part.id, part.open);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const kept = event.detail.xhr?.kept;
    if (!kept) return;
    arrange();
    if (kept.drawer) facets()?.showPopover();
    const before = kept.focus && document.getElementById(kept.focus);
    if (before) before.focus({ preventScroll: true });
    // A link that led here is gone, or the drawer is closed: on with the result, from its beginning.
    else if (!kept.drawer) document.getElementById("hits")?.focus();
    else facets()?.focus();
    if (kept.drawer) facets()?.scrollTo(0, kept.place);
  });

  // Back and forward load the page of that address: the browser knows the place, this the focus.
  const [visit] = performance.getEntriesByType("navigation");
  const before = visit?.type === "navigate" ? "" : sessionStorage.getItem(`focus ${location.href}`);

  arrange();
  if (before) document.getElementById(before)?.focus({ preventScroll: true });
})();
