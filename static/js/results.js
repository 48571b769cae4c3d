// The filters of the result page, where htmx brings a new result into the page: what was open stays open, what was
// typed stays typed, the focus stays where it was. On a phone they are a drawer whose button leads to the result.
(() => {
  const PHONE = matchMedia("(max-width: 62.49rem)");
  const opened = new Map();
  const typed = new Map();
  // Where a reader forbids storage, the browser itself brings back the place.
  const store = (() => { try { return sessionStorage; } catch { return null; } })();
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
    // Not in what is swapped in: the focus would go there and back, and be spoken.
    facets()?.querySelector(".facets-close")?.setAttribute("autofocus", "");
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

  // A link within the page leads to no other.
  const address = () => location.href.split("#")[0];
  // The address of what is shown: the window's is another's already when a reader goes back and this page is left.
  let shown = address();
  const selectorOf = (element) => {
    if (element?.id) return `#${CSS.escape(element.id)}`;
    if (element?.matches("main a[href]")) return `main a[href="${CSS.escape(element.getAttribute("href"))}"]`;
    return element?.matches(".facets-button") ? ".facets-button" : null;
  };
  const remember = () => {
    const left = { focus: selectorOf(document.activeElement), top: scrollY };
    store?.setItem(`left ${shown}`, JSON.stringify(left));
  };

  // The element is longer than the window: focusing alone would bring its end into sight.
  const begin = () => {
    const hits = document.getElementById("hits");
    hits?.focus({ preventScroll: true });
    hits?.scrollIntoView({ behavior: "instant" });
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
    const cause = event.detail.requestConfig?.triggeringEvent;
    const byButton = cause?.submitter?.closest("#facets");
    // Not every browser gives the focus to what is clicked.
    const focus = (cause?.type === "change" && cause.target.id) || document.activeElement?.id;
    event.detail.xhr.kept = { drawer: drawer && !byButton, place: facets()?.scrollTop, focus: byButton ? "" : focus };
    remember();
  });

  // What could not be brought into the page is asked for as a page: that says what is wrong, and nothing is half done.
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    for (const part of document.querySelectorAll("#facets details")) opened.set(part.id, part.open);
    if (event.detail.xhr?.kept) event.detail.xhr.kept.top = scrollY;
  });

  // For a moment the old result and the new one are both there, and the browser holds on to the old one, further down.
  const stay = (kept) => scrollTo({ top: kept.top, behavior: "instant" });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.xhr?.kept) stay(event.detail.xhr.kept);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const kept = event.detail.xhr?.kept;
    if (!kept) return;
    if (kept.drawer) {
      // Who closes the drawer comes back to its button: the one that opened it is gone.
      document.querySelector(".facets-button")?.focus({ preventScroll: true });
      facets()?.showPopover();
    }
    arrange();
    const before = kept.focus && document.getElementById(kept.focus);
    if (before) {
      before.focus({ preventScroll: true });
      stay(kept);
    }
    // A link that led here is gone, or the drawer is closed: on with the result, from its beginning.
    else if (!kept.drawer) begin();
    else facets()?.focus();
    if (kept.drawer) facets()?.scrollTo(0, kept.place);
  });

  // Back and forward load the page of that address: place and focus are those in which it was left.
  document.addEventListener("htmx:pushedIntoHistory", () => { shown = address(); });
  addEventListener("pagehide", remember);
  if (store) history.scrollRestoration = "manual";
  const [visit] = performance.getEntriesByType("navigation");
  const left = visit?.type === "navigate" ? null : JSON.parse(store?.getItem(`left ${address()}`) ?? null);

  arrange();
  const before = left?.focus && document.querySelector(left.focus);
  // What was changed in the drawer is behind its button now.
  if (before) (before.checkVisibility() ? before : document.querySelector(".facets-button"))?.focus({ preventScroll: true });
  if (left?.top) scrollTo({ top: left.top, behavior: "instant" });
})();
