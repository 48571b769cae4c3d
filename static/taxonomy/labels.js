/* Adds empty rows to the tables of labels and of definitions. Without it a table has one empty row, and one more after
   each save. */
(() => {
  "use strict";
  for (const table of document.querySelectorAll("[data-rows]")) {
    const name = table.dataset.rows;
    const template = document.querySelector(`[data-row-of="${name}"]`);
    const button = document.querySelector(`[data-add-to="${name}"]`);
    const total = document.querySelector(`[name="${name}-TOTAL_FORMS"]`);
    if (!template || !button || !total) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const html = template.innerHTML.replaceAll("__prefix__", total.value);
      table.tBodies[0].insertAdjacentHTML("beforeend", html);
      total.value = String(Number(total.value) + 1);
      table.tBodies[0].lastElementChild.querySelector("select").focus();
    });
  }
})();
