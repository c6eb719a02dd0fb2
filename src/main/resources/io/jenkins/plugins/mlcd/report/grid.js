/* The table of trials: filter by expression, sort, choose columns, page, select for comparison. Its rows come from a server, or from the page itself. */
(function () {
  "use strict";
  const { el, number } = mlcd;
  const PAGE = 50;
  const MOST_SHOWN_AT_FIRST = 8;

  /** Rows that the page holds: `query({filter, sort, descending, offset, limit})` as a server would answer. */
  mlcd.localRows = (trials, metric) => async (query) => {
    const kept = trials.filter(mlcd.filter(query.filter, metric));
    if (query.sort) {
      const read = mlcd.column(query.sort);
      const missing = (v) => v === undefined || v === null || Number.isNaN(v);
      const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : typeof a === "number" ? -1 : typeof b === "number" ? 1 : String(a).localeCompare(String(b)));
      kept.sort((a, b) => {
        const [x, y] = [read(a), read(b)];
        return missing(x) || missing(y) ? missing(x) - missing(y) : (query.descending ? -1 : 1) * order(x, y);
      });
    }
    return { of: trials.length, total: kept.length, offset: query.offset, rows: kept.slice(query.offset, query.offset + query.limit) };
  };

  const group = (name, title, names, show) => names.map((key) => ({ key: name + "." + key, name: key, title: title + " " + key, number: true, show }));

  const resource = (name) => (/_bytes$/.test(name) ? mlcd.bytes : /_seconds$/.test(name) ? mlcd.duration : undefined);

  /** All columns that there are, those first that are shown at first. */
  function columns(of, context) {
    const names = of.columns || { params: [], metrics: [], resources: [] };
    const metrics = names.metrics.filter((name) => name !== of.metric);
    return [
      ...(context.builds ? [{ key: "build", name: "build", number: true, shown: true }, { key: "study", name: "study", shown: true }] : []),
      { key: "number", name: "trial", number: true, header: true, fixed: true, shown: true },
      { key: "state", name: "state", shown: true, show: (v) => mlcd.badge(v) },
      { key: "algorithm", name: "algorithm", shown: true },
      { key: "value", name: of.metric || "objective", number: true, shown: true, strong: true },
      ...group("params", "parameter", names.params).map((column, index) => ({ ...column, shown: index < MOST_SHOWN_AT_FIRST })),
      { key: "seconds", name: "took", number: true, shown: true, show: (v) => mlcd.duration(v) },
      ...group("metrics", "metric", metrics).map((column, index) => ({ ...column, shown: index < 2 && names.params.length < 5 })),
      ...names.resources.map((name) => ({ key: "resources." + name, name, title: "resource " + name, number: true, show: resource(name) })),
      { key: "started", name: "started", show: (v, t) => mlcd.time(t.startedAt), unbroken: true },
      { key: "steps", name: "steps", number: true }, { key: "worker", name: "worker" }, { key: "seed", name: "seed", number: true, show: (v) => (v === undefined ? "–" : String(v)) },
      { key: "reason", name: "why it ended", shown: !context.builds },
      { key: "links", name: "files", shown: Boolean(context.links), unsorted: true }
    ];
  }

  const remembered = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch (e) { /* a private window keeps nothing */ } };

  mlcd.trialId = (trial) => trial.build + "." + trial.study + "." + trial.number;

  /**
   * of: {name, metric, columns: {params, metrics, resources}}; rows: as mlcd.localRows.
   * context: {builds: trials are of several builds, id: trial => what it is called, when not build.study.number, links: trial => [[text, address]], compare: ids => void or none, csv: query => address or none, chosen: Set of ids}.
   */
  mlcd.trialGrid = function (of, rows, context = {}) {
    const all = columns(of, context);
    const id = context.id || mlcd.trialId;
    const key = "mlcd.columns." + (of.name || "job");
    const known = remembered(key);
    const shown = new Set(Array.isArray(known) ? known : all.filter((column) => column.shown).map((column) => column.key));
    const query = { filter: "", sort: context.builds ? "" : "value", descending: of.direction !== "minimize", offset: 0, limit: PAGE };
    const chosen = context.chosen || new Set();
    let asked = 0;
    let last = { rows: [], total: 0, of: 0, offset: 0 };

    const body = el("tbody");
    const head = el("tr");
    const table = el("table", { "aria-label": "Trials" }, el("thead", {}, head), body);
    const status = el("p", { class: "muted count", role: "status" });
    const error = el("p", { class: "bad", role: "alert" });
    const search = el("input", { type: "search", placeholder: "Filter, e.g. convnet lr < 0.01 state = complete", "aria-label": "Filter the trials", spellcheck: "false", autocomplete: "off",
      oninput: () => { query.filter = search.value; query.offset = 0; load(); } });
    const previous = el("button", { type: "button", onclick: () => { query.offset = Math.max(0, query.offset - PAGE); load(); } }, "‹ Previous");
    const next = el("button", { type: "button", onclick: () => { query.offset += PAGE; load(); } }, "Next ›");
    const compare = context.compare ? el("button", { type: "button", class: "primary", onclick: () => context.compare([...chosen]) }, "Compare") : null;
    const csv = context.csv ? el("a", { class: "button", download: true }, "CSV") : null;

    const visible = () => all.filter((column) => column.fixed || shown.has(column.key));

    function heading(column) {
      const order = query.sort !== column.key ? "none" : query.descending ? "descending" : "ascending";
      const title = column.title || null;
      return column.unsorted ? el("th", { scope: "col" }, column.name)
        : el("th", { scope: "col", class: column.number ? "number" : null, "aria-sort": order, title }, el("button", { type: "button", onclick: () => sort(column) }, column.name));
    }

    function sort(column) {
      query.descending = query.sort === column.key ? !query.descending : false;
      query.sort = column.key;
      query.offset = 0;
      load().then(() => { const button = [...head.querySelectorAll("button")].find((b) => b.textContent === column.name); if (button) { button.focus(); } });
    }

    function cell(column, trial) {
      if (column.key === "links") {
        return el("td", { class: "unbroken" }, (context.links(trial) || []).flatMap(([text, address], index) => [index ? " · " : "", el("a", { href: address }, text)]));
      }
      const value = mlcd.column(column.key)(trial);
      const text = column.show ? column.show(value, trial) : number(value);
      const classes = [column.number && (typeof value === "number" || value === undefined) ? "number" : "", column.unbroken ? "unbroken" : "", column.strong ? "strong" : "", column.key === "reason" ? "clip" : ""].join(" ").trim();
      return el(column.header ? "th" : "td", { class: classes || null, scope: column.header ? "row" : null, title: column.key === "reason" && value ? value : null },
        column.header && context.trialLink ? el("a", { href: context.trialLink(trial) }, text) : text);
    }

    function choice(trial) {
      return el("td", { class: "choice" }, el("input", { type: "checkbox", checked: chosen.has(id(trial)), "aria-label": "Select trial " + id(trial), onchange: (event) => {
        if (event.target.checked) { chosen.add(id(trial)); } else { chosen.delete(id(trial)); }
        buttons();
      } }));
    }

    function buttons() {
      if (compare) {
        compare.textContent = chosen.size ? "Compare " + chosen.size : "Compare";
        compare.disabled = chosen.size < 1;
      }
    }

    function draw() {
      head.replaceChildren(...(compare ? [el("td", { class: "choice" }, el("span", { class: "hidden" }, "Selected"))] : []), ...visible().map(heading));
      body.replaceChildren(...last.rows.map((trial) => el("tr", { class: of.best && of.best.number === trial.number && !context.builds ? "best" : null }, compare ? choice(trial) : null, visible().map((column) => cell(column, trial)))));
      if (!last.rows.length) {
        body.append(el("tr", {}, el("td", { class: "empty", colspan: visible().length + 1 }, last.of ? "No trial passes this filter." : "No trial yet.")));
      }
      const from = last.total ? last.offset + 1 : 0;
      status.textContent = from + "–" + Math.min(last.offset + last.rows.length, last.total) + " of " + number(last.total) + (last.total < last.of ? " (" + number(last.of) + " without the filter)" : " trials");
      previous.disabled = last.offset === 0;
      next.disabled = last.offset + last.rows.length >= last.total;
      previous.hidden = next.hidden = last.total <= PAGE;
      if (csv) {
        csv.href = context.csv(query);
      }
      buttons();
    }

    async function load() {
      const mine = ++asked;
      try {
        mlcd.filter(query.filter, of.metric); // what is not yet a filter, while it is typed, needs no server to say so
        const answer = await rows({ ...query });
        if (mine !== asked) {
          return;
        }
        last = answer;
        merge(answer.columns);
        error.textContent = "";
        search.removeAttribute("aria-invalid");
        draw();
      } catch (e) {
        if (mine === asked) {
          error.textContent = e.message;
          search.setAttribute("aria-invalid", "true");
        }
      }
    }

    /** Trials of other studies bring columns of their own. */
    function merge(more) {
      const fresh = more ? columns({ metric: of.metric, columns: more }, context).filter((column) => !all.some((other) => other.key === column.key)) : [];
      if (fresh.length) {
        all.splice(all.findIndex((column) => column.key === "seconds"), 0, ...fresh);
        if (!known) {
          fresh.filter((column) => column.shown).forEach((column) => shown.add(column.key));
        }
        chooser.replaceChildren(...choices());
      }
    }

    const choices = () => all.filter((column) => !column.fixed).map((column) => el("label", {}, el("input", { type: "checkbox", checked: shown.has(column.key), onchange: (event) => {
      if (event.target.checked) { shown.add(column.key); } else { shown.delete(column.key); }
      remember(key, [...shown]);
      draw();
    } }), " ", column.title || column.name));
    const chooser = el("div", { class: "choices" });
    chooser.append(...choices());
    const columnMenu = el("details", { class: "menu" }, el("summary", {}, "Columns"), chooser);

    const grid = el("div", { class: "grid" },
      el("div", { class: "toolbar" }, search, columnMenu, csv, compare),
      error, el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Trials" }, table),
      el("div", { class: "pager" }, previous, status, next));
    grid.refresh = load;
    load();
    return grid;
  };
})();
