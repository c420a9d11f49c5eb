"use strict";
(function () {
  const STEP = 100;
  const byId = (id) => document.getElementById(id);
  const texts = byId("texts").dataset;
  const denominator = byId("choose-denominator");
  const form = byId("choose-form");

  // Tables whose rows come on demand: key -> what has come of it and what is asked of it.
  const tables = new Map();
  document.querySelectorAll("details[data-rows]").forEach((details) => {
    const key = details.dataset.rows;
    const table = byId(key);
    const search = details.querySelector(`.search[data-for="${key}"]`);
    const state = {
      key, details, table, rows: [], files: details.dataset.files.split(" "), asked: "", target: "", most: STEP,
      headings: [...table.tHead.rows[0].cells].map((cell) => cell.textContent),
      all: search.querySelector(".all"), status: search.querySelector("[role=status]"),
      more: details.querySelector(`.more[data-for="${key}"]`), loading: null,
    };
    tables.set(key, state);
    details.addEventListener("toggle", () => { if (details.open) load(state).then(() => show(state)); });
    search.querySelector("input").addEventListener("input", (event) => {
      Object.assign(state, { asked: event.target.value.trim().toLowerCase(), target: "", most: STEP });
      show(state);
    });
    state.all.addEventListener("click", () => { Object.assign(state, { target: "", most: STEP }); show(state); });
    state.more.addEventListener("click", () => { state.most += STEP; show(state); });
  });

  // What a file of rows calls: cells, numbers of anchors, the form.
  window.munibenchRows = (key, anchors, rows) => {
    for (const [cells, places = [], mark = ""] of rows) {
      const said = cells.map((cell) => (Array.isArray(cell) ? cell[0] : cell)).join(" ").toLowerCase();
      tables.get(key).rows.push({ cells, mark, said, anchors: places.map((place) => anchors[place]) });
    }
  };

  // A file holds rows of several tables, and is loaded once.
  const loaded = new Map();
  function script(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        const part = document.createElement("script");
        part.src = name;
        part.onload = resolve;
        part.onerror = () => reject(new Error(name));
        document.head.append(part);
      }));
    }
    return loaded.get(name);
  }
  function load(state) {
    state.loading ||= state.files.reduce((before, name) => before.then(() => script(name)), Promise.resolve())
      .then(() => true, (error) => { state.missing = error.message; return false; });
    return state.loading;
  }

  function element(tag, attributes, text) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    if (text !== undefined) made.textContent = text;
    return made;
  }
  // Texts are set as texts: nothing in a row becomes markup.
  function drawn(cell, heading, isFirst) {
    const [text, value = null, href = "", css = "", small = []] = Array.isArray(cell) ? cell : [cell];
    const made = element(isFirst ? "th" : "td", isFirst ? { role: "rowheader", scope: "row" } : { role: "cell" });
    if (css || value !== null) made.className = css || "number";
    if (heading) made.dataset.label = heading;
    const box = made.appendChild(document.createElement("div"));
    const holder = href ? box.appendChild(element("a", { href })) : box;
    holder.append(value === null ? text : element("data", { value }, text));
    small.forEach((note) => box.append(" ", element("small", {}, note)));
    return made;
  }
  function show(state) {
    if (state.missing) { state.status.textContent = texts.missing.replace("{file}", state.missing); return; }
    const found = state.rows.filter((row) =>
      (!state.target || row.anchors.includes(state.target)) && row.said.includes(state.asked)
      && (!form.value || !row.mark || row.mark === form.value));
    const body = document.createElement("tbody");
    body.setAttribute("role", "rowgroup");
    found.slice(0, state.most).forEach((row) => {
      const line = body.appendChild(element("tr", { role: "row" }));
      if (row.mark) line.dataset.form = row.mark;
      row.cells.forEach((cell, place) => line.append(drawn(cell, state.headings[place], place === 0)));
    });
    state.table.tBodies[0].replaceWith(body);
    state.all.hidden = !state.target;
    state.more.hidden = found.length <= state.most;
    const said = state.target ? texts.target : texts.shown;
    state.status.textContent = said.replace("{shown}", Math.min(found.length, state.most))
      .replace("{found}", found.length).replace("{n}", state.rows.length);
  }

  function apply() {
    document.querySelectorAll("[data-denominator]").forEach((block) => {
      block.hidden = Boolean(denominator.value && block.dataset.denominator !== denominator.value);
    });
    document.querySelectorAll("tr[data-form]").forEach((row) => {
      row.hidden = Boolean(form.value && row.dataset.form !== form.value);
    });
    tables.forEach((state) => { if (state.rows.length) show(state); });
  }
  // A link into something that is filtered away, folded or not yet here brings it first.
  function reveal() {
    const asked = decodeURIComponent(location.hash.slice(1));
    if (!asked) return;
    const [key, target] = asked.split("--");
    const state = tables.get(key);
    const place = byId(asked) || (state && state.table);
    if (!place) return;
    const block = place.closest("[data-denominator]");
    if (block && block.hidden) denominator.value = block.dataset.denominator;
    if (place.hidden || (state && target)) form.value = "";
    apply();
    for (let up = place; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (state && target) Object.assign(state, { target, asked: "", most: STEP });
    (state ? load(state).then(() => show(state)) : Promise.resolve()).then(() => (state ? state.details : place).scrollIntoView());
  }
  [denominator, form].forEach((part) => part.addEventListener("change", apply));
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")]
      .filter((part) => !part.dataset.rows || tables.get(part.dataset.rows).rows.length);
    folded.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => folded.forEach((part) => { part.open = false; }));
  window.addEventListener("hashchange", reveal);
  apply();
  reveal();
})();
