/* A watch over production: drift by feature and window, and what each rule said. */
(function () {
  "use strict";
  const { el, number } = mlcd;

  function heat(watch) {
    const names = [...new Set(watch.windows.flatMap((window) => (window.features || []).map((feature) => feature.name)))];
    const cells = watch.windows.flatMap((window, x) => (window.features || []).map((feature) => ({ x, y: names.indexOf(feature.name), window, feature })));
    const size = (feature) => (mlcd.isNumber(feature.effect) ? feature.effect : feature.statistic);
    const top = Math.max(0.001, ...cells.map((cell) => size(cell.feature)).filter(mlcd.isNumber));
    const option = (palette) => ({
      legend: { show: false }, grid: { left: 20, right: 20, top: 16, bottom: 84, containLabel: true },
      xAxis: mlcd.axis(palette, "window", { type: "category", data: watch.windows.map((window) => window.number) }),
      yAxis: mlcd.axis(palette, "", { type: "category", inverse: true, data: names, axisLabel: { color: palette.text } }),
      visualMap: { min: 0, max: top, calculable: false, orient: "horizontal", left: "center", bottom: 4, text: ["more drift", "none"], textStyle: { color: palette.text },
        inRange: { color: [palette.panel, palette.series[6], palette.bad] } },
      series: [{ type: "heatmap", itemStyle: { borderColor: palette.panel, borderWidth: 1 },
        label: { show: true, formatter: (item) => (cells[item.dataIndex].feature.drifted ? "●" : ""), color: palette.text },
        data: cells.map((cell) => [cell.x, cell.y, size(cell.feature)]),
        tooltip: { formatter: (item) => mlcd.escape(describe(cells[item.dataIndex])) } }]
    });
    const twin = mlcd.table([
      { name: "window", value: (c) => c.window.number, number: true }, { name: "feature", value: (c) => c.feature.name },
      { name: "test", value: (c) => c.feature.test }, { name: "statistic", value: (c) => c.feature.statistic, number: true },
      { name: "p", value: (c) => c.feature.pValue, number: true, show: (v) => number(v, 3) }, { name: "effect", value: (c) => c.feature.effect, number: true },
      { name: "drifted", value: (c) => (c.feature.drifted ? "yes" : "no") }
    ], cells, { caption: "Drift by feature and window", filter: true });
    return mlcd.chart("Drift by feature", "Size of the drift from the training data in each window; a dot marks a drift that counts.", option, twin, { wide: true, height: 120 + 26 * names.length });
  }

  const describe = (cell) => cell.feature.name + ", window " + cell.window.number + ": " + (cell.feature.drifted ? "drifted" : "no drift")
    + ", statistic " + number(cell.feature.statistic) + ", effect " + number(cell.feature.effect) + ", p " + number(cell.feature.pValue, 2);

  function ruleTable(watch) {
    const rows = watch.windows.flatMap((window) => (window.rules || []).map((rule) => ({ window, rule })));
    return mlcd.table([
      { name: "window", value: (r) => r.window.number, number: true }, { name: "to", value: (r) => r.window.to, show: mlcd.time, unbroken: true },
      { name: "samples", value: (r) => r.window.samples, number: true }, { name: "rule", value: (r) => r.rule.rule, header: true },
      { name: "sensitivity", value: (r) => r.rule.sensitivity },
      { name: "violated", value: (r) => (r.rule.violated ? "violated" : r.rule.violated === false ? "no" : "no data"),
        show: (v) => el("span", { class: v === "violated" ? "bad" : "" }, v) },
      { name: "why", value: (r) => (r.rule.state ? r.rule.state + ": " : "") + r.rule.reason }
    ], rows, { caption: "Rules in each window", filter: true });
  }

  mlcd.watchSection = function (watch) {
    const verdict = watch.verdict || {};
    return el("section", {}, el("h2", {}, "Monitoring of " + watch.model),
      el("div", { class: "cards" },
        mlcd.card("verdict", mlcd.badge(verdict.verdict || "running"), verdict.rule ? "by the rule " + verdict.rule : null),
        mlcd.card("windows", watch.windows.length, number(watch.windows.reduce((sum, window) => sum + (window.samples || 0), 0)) + " samples seen"),
        mlcd.card("reference", number((watch.reference || {}).samples), "samples of the training data")),
      verdict.reason ? el("p", {}, verdict.reason) : null,
      watch.windows.length ? el("div", { class: "charts" }, heat(watch)) : null,
      el("h3", {}, "Rules"), ruleTable(watch));
  };
})();
