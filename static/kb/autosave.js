/* Keeps a refused form safe. Wagtail saves such a form once by itself and then watches it no more: what an editor fills
   in afterwards would neither be saved nor asked about when she leaves. Another interval makes it watch again. */
(() => {
  "use strict";
  const INTERVAL = "wUnsavedCheckIntervalValue";

  const refused = new WeakSet();

  document.addEventListener("w-autosave:save", ({ target }) => {
    if (target.dataset.wUnsavedForceValue === "true") refused.add(target);
  });

  document.addEventListener("w-autosave:success", ({ target }) => {
    if (refused.delete(target)) target.dataset[INTERVAL] = "400";
  });
})();
