// The button that prints a page. Without scripts it is not shown.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
