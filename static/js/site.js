// What every page has: menus that close when they are left, and the button that prints, which needs a script.
(() => {
  // The header's and the filters' own (static/css/header.css, facets.css).
  const PHONE = matchMedia("(max-width: 62.49rem)");

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });

  // Nothing behind what is open is walked through unseen. A button that is pressed closes what it opened by itself.
  let pressed = null;
  document.addEventListener("pointerdown", (event) => { pressed = event.target.closest("[popovertarget]"); }, true);
  document.addEventListener("keydown", () => { pressed = null; }, true);
  document.addEventListener("focusout", (event) => {
    const panel = event.target.closest(":popover-open");
    const next = event.relatedTarget;
    if (panel && next && next !== pressed && !panel.contains(next)) panel.hidePopover();
  });

  // On a tablet that is turned, what was open stands in the page, or over what it does not belong to.
  PHONE.addEventListener("change", () => {
    for (const panel of document.querySelectorAll(":popover-open")) panel.hidePopover();
  });
})();
