/* Trials side by side: what differs between them, and their curves over one another. */
(function () {
  "use strict";
  const { el, number, isNumber } = mlcd;

  const show = (value) => (value === undefined || value === null ? "–" : isNumber(value) ? number(value, 6) : String(value));

  const label = (trial) => (trial.job ? trial.job + " " : "") + "#" + trial.build + " " + trial.study + " " + trial.number;

  function groups(document) {
    const of = (group, names) => names.map((name) => ({ name, read: (t) => (t[group] || {})[name], show: group === "resources" && /_bytes$/.test(name) ? (v) => (isNumber(v) ? mlcd.bytes(v) : show(v)) : show }));
    return [
      ["Trial", [{ name: "state", read: (t) => t.state, badge: true }, { name: "algorithm", read: (t) => t.algorithm }, { name: "took", read: (t) => mlcd.seconds(t.startedAt, t.endedAt), show: (v) => mlcd.duration(v), each: true },
        { name: "started", read: (t) => t.startedAt, show: mlcd.time, each: true }, { name: "seed", read: (t) => t.seed, show: String, each: true }, { name: "why it ended", read: (t) => t.reason }]],
      ["Objective", [{ name: "metric", read: (t) => t.metric }, { name: "value", read: (t) => t.value, best: true }]],
      ["Parameters", of("params", document.columns.params)], ["Metrics", of("metrics", document.columns.metrics)], ["Resources", of("resources", document.columns.resources)]
    ].filter(([, rows]) => rows.length);
  }

  const differs = (row, trials) => !row.each && trials.length > 1 && new Set(trials.map((trial) => JSON.stringify(row.read(trial)))).size > 1;

  function bestOf(row, trials) {
    const metrics = new Set(trials.map((trial) => trial.metric));
    const values = trials.map((trial) => row.read(trial)).filter(isNumber);
    return row.best && metrics.size === 1 && values.length > 1 ? (trials[0].direction === "minimize" ? Math.min(...values) : Math.max(...values)) : undefined;
  }

  function sideBySide(document, context, only) {
    const trials = document.trials;
    const line = (row) => {
      const different = differs(row, trials);
      if (only && !different) {
        return null;
      }
      const best = bestOf(row, trials);
      return el("tr", { class: different ? "differs" : null }, el("th", { scope: "row" }, row.name, different ? el("span", { class: "mark", title: "differs" }, " ≠") : null),
        trials.map((trial) => { const value = row.read(trial); return el("td", { class: [isNumber(value) ? "number" : "", best !== undefined && value === best ? "strong good" : ""].join(" ").trim() || null }, row.badge ? mlcd.badge(value) : value === undefined ? "–" : (row.show || show)(value)); }));
    };
    const part = ([title, rows]) => {
      const lines = rows.map(line).filter(Boolean);
      return lines.length ? el("tbody", {}, el("tr", { class: "group" }, el("th", { colspan: trials.length + 1, scope: "rowgroup" }, title)), lines) : null;
    };
    return el("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": "Trials side by side" },
      el("table", { class: "sides", "aria-label": "Trials side by side" },
        el("thead", {}, el("tr", {}, el("td", {}), trials.map((trial) => el("th", { scope: "col" }, el("a", { href: context.run(trial) }, label(trial)), " ",
          el("button", { type: "button", class: "plain", "aria-label": "Remove trial " + trial.id, onclick: () => context.remove(trial.id) }, "×"))))),
        groups(document).map(part)));
  }

  function overlay(document) {
    const metrics = [...new Set(document.trials.flatMap((trial) => Object.keys(trial.curves || {})))].sort();
    if (!metrics.length) {
      return null;
    }
    let metric = metrics.includes(document.trials[0].metric) ? document.trials[0].metric : metrics[0];
    const drawn = () => document.trials.filter((trial) => ((trial.curves || {})[metric] || []).length);
    const option = (palette) => ({
      xAxis: mlcd.axis(palette, "step", { minInterval: 1 }), yAxis: mlcd.yAxis(palette, metric),
      series: drawn().map((trial, index) => ({ name: label(trial), type: "line", data: trial.curves[metric], showSymbol: trial.curves[metric].length < 3, symbolSize: 5,
        lineStyle: { width: drawn().length > 20 ? 1.2 : 2, type: trial.state === "pruned" ? "dashed" : "solid", color: palette.series[index % palette.series.length] }, itemStyle: { color: palette.series[index % palette.series.length] }, emphasis: { lineStyle: { width: 3.5 } },
        tooltip: { formatter: (item) => mlcd.escape(label(trial) + ", step " + item.value[0] + ": " + number(item.value[1])) } }))
    });
    const twin = () => mlcd.table([{ name: "trial", value: (r) => label(r.trial) }, { name: "step", value: (r) => r.step, number: true }, { name: metric, value: (r) => r.value, number: true }],
      drawn().flatMap((trial) => trial.curves[metric].map(([step, value]) => ({ trial, step, value }))), { caption: "Curves of " + metric });
    const choice = el("select", { "aria-label": "Metric", onchange: (event) => { metric = event.target.value; figure.refresh(); } }, metrics.map((name) => el("option", { selected: name === metric }, name)));
    const figure = mlcd.chart("Curves", "Dashed where the trial was pruned.", option, twin, { wide: true, tools: choice });
    return figure;
  }

  /** context: {run: trial => address, remove: id => void, csv, json: addresses}. */
  mlcd.compareSection = function (document, context) {
    const table = el("div", {}, sideBySide(document, context, false));
    const only = el("input", { type: "checkbox", onchange: () => table.replaceChildren(sideBySide(document, context, only.checked)) });
    return el("section", {},
      document.missing.length ? el("p", { class: "bad" }, "Not there: " + document.missing.join(", ")) : null,
      document.trials.length ? [
        el("div", { class: "toolbar" }, document.trials.length > 1 ? el("label", {}, only, " Only what differs") : null, el("span", { class: "gap" }),
          el("a", { class: "button", href: context.csv, download: true }, "CSV"), el("a", { class: "button", href: context.json, download: true }, "JSON")),
        table, el("div", { class: "charts" }, overlay(document))] : null);
  };
})();
