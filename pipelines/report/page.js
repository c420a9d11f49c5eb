"use strict";
(function () {
  const byId = (id) => document.getElementById(id);
  const denominator = byId("choose-denominator");
  const form = byId("choose-form");
  const words = new Map();
  function wanted(row, key) {
    const asked = words.get(key) || "";
    const rightForm = !form || !form.value || !row.dataset.form || row.dataset.form === form.value;
    return rightForm && row.textContent.toLowerCase().includes(asked);
  }
  function apply() {
    document.querySelectorAll("[data-denominator]").forEach((block) => {
      const other = denominator && denominator.value && block.dataset.denominator && block.dataset.denominator !== denominator.value;
      block.hidden = Boolean(other);
    });
    document.querySelectorAll("table").forEach((table) => {
      let shown = 0;
      table.querySelectorAll("tbody tr").forEach((row) => {
        row.hidden = !wanted(row, table.id);
        shown += row.hidden ? 0 : 1;
      });
      const status = document.querySelector(`[data-count="${table.id}"]`);
      if (status) status.textContent = `${shown} / ${table.tBodies[0].rows.length}`;
    });
  }
  // A link into something that is filtered away or folded opens it first.
  function reveal() {
    const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const block = target.closest("[data-denominator]");
    if (block && block.hidden && denominator) { denominator.value = ""; }
    if (target.hidden && form) { form.value = ""; }
    apply();
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    target.scrollIntoView();
  }
  [denominator, form].forEach((part) => part && part.addEventListener("change", apply));
  document.querySelectorAll("[data-search]").forEach((box) => box.addEventListener("input", () => {
    words.set(box.dataset.search, box.value.trim().toLowerCase());
    apply();
  }));
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));
  window.addEventListener("hashchange", reveal);
  apply();
  reveal();
})();
