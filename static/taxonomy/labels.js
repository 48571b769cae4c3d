/* Adds empty rows to the table of labels. Without it the form has one empty row, and one more after each save. */
(() => {
  "use strict";
  const table = document.querySelector("[data-labels]");
  const template = document.querySelector("[data-labels-row]");
  const button = document.querySelector("[data-labels-add]");
  const total = document.querySelector("[name=labels-TOTAL_FORMS]");
  if (!table || !template || !button || !total) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const html = template.innerHTML.replaceAll("__prefix__", total.value);
    table.tBodies[0].insertAdjacentHTML("beforeend", html);
    total.value = String(Number(total.value) + 1);
    table.tBodies[0].lastElementChild.querySelector("select").focus();
  });
})();
