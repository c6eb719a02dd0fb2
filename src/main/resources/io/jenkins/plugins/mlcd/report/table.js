/* A table that sorts by any column and filters by text. */
(function () {
  "use strict";
  const { el } = mlcd;

  function cell(column, row) {
    const value = column.value(row);
    const shown = column.show ? column.show(value, row) : mlcd.number(value);
    const long = typeof shown === "string" && shown.length > 40;
    return el(column.header ? "th" : "td",
      { class: column.number ? "number" : column.unbroken ? "unbroken" : long ? "long" : null, scope: column.header ? "row" : null }, shown);
  }

  function compare(left, right) {
    const missing = (value) => value === undefined || value === null || Number.isNaN(value);
    if (missing(left) || missing(right)) {
      return missing(left) - missing(right);
    }
    return typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right));
  }

  function fill(body, columns, rows) {
    body.replaceChildren(...rows.map((row) => el("tr", {}, columns.map((column) => cell(column, row)))));
  }

  function sortable(state, column) {
    const head = el("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": "none" });
    head.append(el("button", { type: "button", onclick: () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      state.heads.forEach((other) => other.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      state.order = (a, b) => (descending ? -1 : 1) * compare(column.value(a), column.value(b));
      state.refresh();
    } }, column.name));
    return head;
  }

  /**
   * columns: [{name, value: row => any, show: (value, row) => text or element, number: right-aligned, unbroken: on one line, header: row header}].
   * options: {caption (for screen readers and as label), filter: true for a search field, hint: what it says while empty}.
   */
  mlcd.table = function (columns, rows, options = {}) {
    const body = el("tbody");
    const state = { order: null, text: "" };
    state.refresh = () => {
      const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
      const kept = rows.filter((row) => words.every((word) =>
        columns.some((column) => String(column.text ? column.text(row) : column.value(row)).toLowerCase().includes(word))));
      fill(body, columns, state.order ? kept.slice().sort(state.order) : kept);
    };
    state.heads = columns.map((column) => sortable(state, column));
    state.refresh();
    const table = el("table", { "aria-label": options.caption }, el("thead", {}, el("tr", {}, state.heads)), body);
    const scroll = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": options.caption }, table);
    if (!options.filter) {
      return scroll;
    }
    const search = el("input", { type: "search", placeholder: options.hint || "Filter by words", "aria-label": "Filter " + options.caption,
      oninput: (event) => { state.text = event.target.value; state.refresh(); } });
    return el("div", {}, search, scroll);
  };
})();
