/* Counts the words of a field beside its limit. Advice: nothing is cut, nothing is refused. */
(() => {
  "use strict";

  const wordsOf = (field) => {
    const editor = field.querySelector(".public-DraftEditor-content");
    const input = field.querySelector("textarea, input[type='text']");
    const text = editor ? editor.innerText : input ? input.value : "";
    return text.split(/\s+/).filter(Boolean).length;
  };

  const show = (limit) => {
    const field = limit.closest(".w-field");
    if (!field) return;
    let counter = limit.querySelector("output");
    if (!counter) {
      counter = document.createElement("output");
      limit.append(" ", counter);
    }
    const most = Number(limit.dataset.wordLimit);
    const count = wordsOf(field);
    counter.textContent = `(${count}/${most})`;
    counter.classList.toggle("word-limit--over", count > most);
  };

  const all = () => document.querySelectorAll("[data-word-limit]").forEach(show);

  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(all, 200);
  };

  document.addEventListener("input", later);
  document.addEventListener("keyup", later);
  document.addEventListener("w-formset:added", later);
  if (document.readyState === "complete") all();
  else window.addEventListener("load", all);
})();
