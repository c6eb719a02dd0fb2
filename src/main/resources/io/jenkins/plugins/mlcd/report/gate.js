/* The data set and the validation gate. */
(function () {
  "use strict";
  const { el, number } = mlcd;

  mlcd.datasetSection = function (dataset) {
    const classes = Object.entries(dataset.classes || {});
    const option = (palette) => ({
      legend: { show: false },
      xAxis: mlcd.axis(palette, "class", { type: "category", data: classes.map(([name]) => name) }), yAxis: mlcd.yAxis(palette, "samples", { scale: false }),
      series: [{ type: "bar", data: classes.map(([, count]) => count), itemStyle: { color: palette.series[0] } }]
    });
    const twin = mlcd.table([{ name: "class", value: (c) => c[0], header: true }, { name: "samples", value: (c) => c[1], number: true }], classes, { caption: "Class balance" });
    return el("section", {}, el("h2", {}, "Data set " + dataset.name),
      el("div", { class: "cards" },
        mlcd.card("samples", number(dataset.samples), number(dataset.newSamples) + " new since the last promoted model"),
        dataset.labels ? mlcd.card("labelled by people", number(dataset.labels.train + dataset.labels.test), number(dataset.labels.train) + " for training, " + number(dataset.labels.test) + " for testing") : null,
        mlcd.card("checks", mlcd.badge(dataset.verdict))),
      el("p", {}, "Content version ", el("code", {}, dataset.dataVersion)),
      el("div", { class: "charts" },
        classes.length ? mlcd.chart("Class balance", "Samples of each class.", option, twin) : null,
        el("figure", {}, el("h3", {}, "Checks and parts"),
          mlcd.table([{ name: "check", value: (c) => c.name, header: true }, { name: "verdict", value: (c) => c.verdict, show: mlcd.badge },
            { name: "message", value: (c) => c.message }], dataset.checks || [], { caption: "Data set checks" }),
          mlcd.table([{ name: "part", value: (p) => p.path, header: true }, { name: "samples", value: (p) => p.samples, number: true }],
            dataset.parts || [], { caption: "Parts of the data set" }))));
  };

  function intervalChart(checks) {
    const drawn = checks.filter((check) => Array.isArray(check.interval) && mlcd.isNumber(check.value));
    if (!drawn.length) {
      return null;
    }
    const label = (check) => (check.benchmark ? check.benchmark + ": " : "") + check.check;
    const option = (palette) => ({
      grid: { left: 20, right: 30, top: 40, bottom: 46, containLabel: true },
      xAxis: mlcd.axis(palette, "value with its interval, and the limit"),
      yAxis: mlcd.axis(palette, "", { type: "category", inverse: true, data: drawn.map(label), axisLabel: { color: palette.text, width: 240, overflow: "break" } }),
      series: [
        { name: "interval", type: "custom", itemStyle: { color: palette.accent },
          renderItem: (params, api) => {
            const check = drawn[params.dataIndex];
            const [low, high] = check.interval.map((value) => api.coord([value, params.dataIndex]));
            const stroke = palette[mlcd.tone(check.verdict)];
            return { type: "line", shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke, lineWidth: 4 } };
          },
          data: drawn.map((check, index) => [check.interval[0], index, check.interval[1]]), encode: { x: [0, 2], y: 1 }, tooltip: { show: false } },
        { name: "value", type: "scatter", symbolSize: 11, itemStyle: { color: palette.text }, data: drawn.map((check, index) => [check.value, index]),
          tooltip: { formatter: (item) => mlcd.escape(drawn[item.dataIndex].reason || label(drawn[item.dataIndex])) } },
        { name: "limit", type: "scatter", symbol: "rect", symbolSize: [3, 26], itemStyle: { color: palette.bad },
          data: drawn.map((check, index) => (mlcd.isNumber(check.limit) ? [check.limit, index] : null)).filter(Boolean) }
      ]
    });
    return mlcd.chart("Checks with their intervals", "Dot: measured. Bar: confidence interval, coloured by verdict. Red mark: the limit.", option, checkTable(drawn),
      { wide: true, height: 110 + 46 * drawn.length });
  }

  const checkTable = (checks) => mlcd.table([
    { name: "check", value: (c) => c.check, header: true, show: (v) => el("code", {}, v) }, { name: "benchmark", value: (c) => c.benchmark },
    { name: "verdict", value: (c) => c.verdict, show: mlcd.badge }, { name: "value", value: (c) => c.value, number: true },
    { name: "interval", value: (c) => (c.interval || [])[0], show: (_, c) => mlcd.interval(c.interval), number: true },
    { name: "limit", value: (c) => c.limit, number: true }, { name: "baseline", value: (c) => c.baseline, number: true },
    { name: "why", value: (c) => c.reason }
  ], checks, { caption: "Checks of the gate" });

  function benchmarkTable(validation) {
    const rows = (validation.benchmarks || []).flatMap((benchmark) =>
      [...new Set([...Object.keys(benchmark.candidate || {}), ...Object.keys(benchmark.baseline || {})])].sort()
        .map((metric) => ({ benchmark: benchmark.name, metric, candidate: (benchmark.candidate || {})[metric], baseline: (benchmark.baseline || {})[metric] })));
    return mlcd.table([
      { name: "benchmark", value: (r) => r.benchmark, header: true }, { name: "metric", value: (r) => r.metric },
      { name: "candidate", value: (r) => r.candidate, number: true }, { name: "baseline", value: (r) => r.baseline, number: true },
      { name: "change", value: (r) => (mlcd.isNumber(r.candidate) && mlcd.isNumber(r.baseline) ? r.candidate - r.baseline : undefined), number: true }
    ], rows, { caption: "Benchmarks of candidate and baseline", filter: true });
  }

  const sliceColumn = { name: "slice", value: (s) => s.slice, header: true, show: (v) => el("code", {}, v) };
  const p = (value) => (mlcd.isNumber(value) ? value.toPrecision(2) : "–");

  /** The slices on which the candidate is significantly below the rest, as intervals beside what it reaches on the rest. */
  function worstSlices(benchmark) {
    const slices = benchmark.slices || {};
    const worst = slices.worst || [];
    const said = (slices.looked || 0) + " slices of " + ((slices.fields || []).join(", ") || "no field") + " compared with the rest"
      + ((slices.leftOut || []).length ? "; not looked at: " + slices.leftOut.join(", ") : "") + ".";
    if (!worst.length) {
      return benchmark.slices ? el("p", {}, "No slice of " + benchmark.name + " is significantly below the rest: " + said) : null;
    }
    const option = (palette) => ({
      grid: { left: 20, right: 30, top: 40, bottom: 46, containLabel: true },
      xAxis: mlcd.axis(palette, "accuracy"),
      yAxis: mlcd.axis(palette, "", { type: "category", inverse: true, data: worst.map((s) => s.slice), axisLabel: { color: palette.text, width: 240, overflow: "break" } }),
      series: [
        { name: "interval", type: "custom", itemStyle: { color: palette.bad },
          renderItem: (params, api) => {
            const [low, high] = (worst[params.dataIndex].interval || [worst[params.dataIndex].accuracy, worst[params.dataIndex].accuracy])
              .map((value) => api.coord([value, params.dataIndex]));
            return { type: "line", shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: palette.bad, lineWidth: 4 } };
          },
          data: worst.map((s, index) => [(s.interval || [s.accuracy])[0], index, (s.interval || [s.accuracy, s.accuracy])[1]]), encode: { x: [0, 2], y: 1 },
          tooltip: { show: false } },
        { name: "accuracy", type: "scatter", symbolSize: 11, itemStyle: { color: palette.text }, data: worst.map((s, index) => [s.accuracy, index]),
          tooltip: { formatter: (item) => mlcd.escape(worst[item.dataIndex].slice + ": " + number(worst[item.dataIndex].accuracy) + " on " + worst[item.dataIndex].samples + " samples") } },
        { name: "the rest", type: "scatter", symbol: "diamond", symbolSize: 11, itemStyle: { color: palette.good }, data: worst.map((s, index) => [s.rest, index]) }
      ]
    });
    return mlcd.chart("Worst slices of " + benchmark.name,
      "Dot: accuracy in the slice with its interval. Diamond: accuracy on the rest. " + said + (slices.more ? " " + slices.more + " more are below the rest." : ""),
      option, sliceTable(benchmark.name, worst), { wide: true, height: 110 + 46 * worst.length });
  }

  const sliceTable = (name, worst) => mlcd.table([
    sliceColumn, { name: "samples", value: (s) => s.samples, number: true }, { name: "accuracy", value: (s) => s.accuracy, number: true },
    { name: "interval", value: (s) => (s.interval || [])[0], show: (_, s) => mlcd.interval(s.interval), number: true },
    { name: "rest", value: (s) => s.rest, number: true }, { name: "gap at least", value: (s) => (s.gap || [])[0], number: true },
    { name: "baseline", value: (s) => s.baseline, number: true }, { name: "p", value: (s) => s.pValue, show: p, number: true }
  ], worst, { caption: "Worst slices of " + name });

  /** What was decided on each slice of the checks on all slices of a field. */
  function checkedSlices(checks) {
    return checks.filter((check) => (check.slices || []).length).map((check) =>
      el("details", check.verdict === "PASS" ? {} : { open: "" },
        el("summary", {}, check.slices.length + " slices of ", el("code", {}, check.check), " on " + check.benchmark),
        mlcd.table([
          sliceColumn, { name: "verdict", value: (s) => s.verdict, show: mlcd.badge }, { name: "samples", value: (s) => s.samples, number: true },
          { name: "value", value: (s) => s.value, number: true },
          { name: "interval", value: (s) => (s.interval || [])[0], show: (_, s) => mlcd.interval(s.interval), number: true },
          { name: "limit", value: (s) => s.limit, number: true }, { name: "baseline", value: (s) => s.baseline, number: true },
          { name: "p", value: (s) => s.pValue, show: p, number: true }, { name: "why", value: (s) => s.reason }
        ], check.slices, { caption: "Slices of " + check.check, filter: check.slices.length > 10 })));
  }

  mlcd.validationSection = function (validation) {
    const checks = validation.checks || [];
    const passed = checks.filter((check) => check.verdict === "PASS").length;
    return el("section", {}, el("h2", {}, "Validation of " + validation.model),
      el("div", { class: "cards" },
        mlcd.card("verdict", mlcd.badge(validation.verdict), passed + " of " + checks.length + " checks passed"),
        mlcd.card("baseline", validation.baseline || "none", validation.baseline ? "in production when this ran" : "first model: only absolute checks count"),
        ...(validation.benchmarks || []).filter((b) => mlcd.isNumber((b.candidate || {}).accuracy)).map((b) =>
          mlcd.card("accuracy on " + b.name, mlcd.percent(b.candidate.accuracy, 2),
            mlcd.isNumber((b.baseline || {}).accuracy) ? "baseline " + mlcd.percent(b.baseline.accuracy, 2) : b.samples ? b.samples + " samples" : null))),
      el("div", { class: "charts" }, intervalChart(checks)), el("h3", {}, "Checks"), checkTable(checks), ...checkedSlices(checks),
      el("div", { class: "charts" }, ...(validation.benchmarks || []).map(worstSlices)),
      el("details", {}, el("summary", {}, "All benchmark figures"), benchmarkTable(validation)));
  };
})();
