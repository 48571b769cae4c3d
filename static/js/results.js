// The drawer of filters on a phone: each tick brings a new result into the page and leaves the drawer open where it was;
// its button closes it and goes to the result.
document.addEventListener("htmx:beforeRequest", (event) => {
  const facets = document.getElementById("facets");
  if (!facets?.matches(":popover-open")) return;
  const byButton = event.detail.requestConfig?.triggeringEvent?.type === "submit";
  event.detail.xhr.drawer = { byButton, place: facets.scrollTop, focus: document.activeElement?.id };
});

document.addEventListener("htmx:afterSettle", (event) => {
  const drawer = event.detail.xhr?.drawer;
  if (!drawer) return;
  if (drawer.byButton) {
    document.getElementById("hits")?.focus();
    return;
  }
  const facets = document.getElementById("facets");
  facets?.showPopover();
  document.getElementById(drawer.focus)?.focus();
  facets?.scrollTo(0, drawer.place);
});
