// Keeps the drawer of filters open, and its place, while each tick brings a new result into the page.
document.addEventListener("htmx:beforeRequest", (event) => {
  const facets = document.getElementById("facets");
  const byButton = event.detail.requestConfig?.triggeringEvent?.type === "submit";
  event.detail.xhr.keptOpen = !byButton && facets?.matches(":popover-open");
  event.detail.xhr.keptPlace = facets?.scrollTop;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const facets = document.getElementById("facets");
  if (facets && event.detail.xhr?.keptOpen) {
    facets.showPopover();
    facets.scrollTop = event.detail.xhr.keptPlace;
    document.getElementById(document.activeElement?.id)?.focus();
  }
});
