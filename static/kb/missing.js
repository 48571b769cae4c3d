/* Makes each line of the list above a refused form a link to its field, which may be in another tab. The list is
   Wagtail's and names a field by its label ("Summary: This is missing."), rows by theirs in quotes. */
(() => {
  "use strict";

  const nameOf = (line) => (line.match(/^(.+?):/) || line.match(/^[“"](.+?)[”"]/) || [])[1];
  const plain = (text) => text.replace(/[*:\s]+/g, " ").trim().toLocaleLowerCase();

  // Of several places with the same name (the title of the page, of a step) the one with the message.
  const placeOf = (name) => {
    const labels = [...document.querySelectorAll("[data-panel-heading-text], .w-field__label")];
    const places = labels
      .filter((label) => plain(label.textContent) === plain(name))
      .map((label) => label.closest(".w-field__wrapper, .w-panel") || label.parentElement);
    return places.find((place) => place.querySelector(".error-message")) || places[0];
  };

  const show = (place) => {
    const tab = place.closest("[role='tabpanel']");
    if (tab) document.querySelector(`[role='tab'][href='#${CSS.escape(tab.id)}']`)?.click();
    const closed = place.closest(".w-panel")?.querySelector("[data-panel-toggle][aria-expanded='false']");
    closed?.click();
    // Once the tab is shown: what is hidden takes no focus.
    requestAnimationFrame(() => {
      const fields = place.querySelectorAll("[contenteditable='true'], input, textarea, select");
      const buttons = place.querySelectorAll(".w-panel__content button");
      const input = [...fields, ...buttons].find((each) => each.offsetParent);
      place.scrollIntoView({ block: "center" });
      input?.focus({ preventScroll: true });
    });
  };

  const link = (line) => {
    const name = nameOf(line.textContent.trim());
    const place = name && placeOf(name);
    if (!place) return;
    const anchor = document.createElement("a");
    anchor.href = `#${place.closest("[id]").id}`;
    anchor.textContent = line.textContent;
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      show(place);
    });
    line.replaceChildren(anchor);
  };

  window.addEventListener("load", () => document.querySelectorAll(".messages .errorlist li").forEach(link));
})();
