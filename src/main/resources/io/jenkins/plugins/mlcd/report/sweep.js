/* A study: its trials as a table, best so far, learning curves, parallel coordinates. */
(function () {
  "use strict";
  const { el, number, isNumber } = mlcd;

  const better = (study) => (study.direction === "minimize" ? (a, b) => a < b : (a, b) => a > b);

  mlcd.bestTrial = function (study) {
    const wins = better(study);
    return study.trials.filter((trial) => trial.state === "complete" && isNumber(trial.value))
      .reduce((best, trial) => (!best || wins(trial.value, best.value) ? trial : best), undefined);
  };

  const algorithms = (study) => [...new Set(study.trials.map((trial) => trial.algorithm || "trial"))].sort();

  const colourOf = (study, palette) => {
    const names = algorithms(study);
    return (trial) => palette.series[names.indexOf(trial.algorithm || "trial") % palette.series.length];
  };

  function bestSoFar(study) {
    const wins = better(study);
    const start = Math.min(...study.trials.map((trial) => Date.parse(trial.startedAt)).filter(isNumber));
    let best;
    return study.trials.filter((trial) => trial.state === "complete" && isNumber(trial.value) && trial.endedAt)
      .sort((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt))
      .map((trial) => {
        best = best === undefined || wins(trial.value, best) ? trial.value : best;
        return { seconds: (Date.parse(trial.endedAt) - start) / 1000, trial, best };
      });
  }

  function bestChart(study) {
    const points = bestSoFar(study);
    const option = (palette) => ({
      xAxis: mlcd.axis(palette, "seconds since the sweep started", { min: 0 }), yAxis: mlcd.yAxis(palette, study.metric),
      series: [
        { name: "trial", type: "scatter", symbolSize: 7, data: points.map((p) => ({ value: [p.seconds, p.trial.value], itemStyle: { color: colourOf(study, palette)(p.trial) } })),
          itemStyle: { color: palette.muted },
          tooltip: { formatter: (item) => describe(study, points[item.dataIndex].trial) } },
        { name: "best so far", type: "line", step: "end", showSymbol: false, data: points.map((p) => [p.seconds, p.best]), lineStyle: { color: palette.text, width: 2 }, itemStyle: { color: palette.text } }
      ]
    });
    const twin = mlcd.table([
      { name: "seconds", value: (p) => p.seconds, number: true, show: (v) => number(v, 3) },
      { name: "trial", value: (p) => p.trial.number, number: true },
      { name: "algorithm", value: (p) => p.trial.algorithm },
      { name: study.metric, value: (p) => p.trial.value, number: true },
      { name: "best so far", value: (p) => p.best, number: true }
    ], points, { caption: "Best " + study.metric + " so far" });
    return mlcd.chart("Best so far", "Each finished trial, and the best " + study.metric + " up to then.", option, twin);
  }

  const describe = (study, trial) => mlcd.escape("trial " + trial.number + " " + (trial.algorithm || "") + " " + trial.state
    + (isNumber(trial.value) ? ", " + study.metric + " " + number(trial.value) : "")) + "<br>" + mlcd.escape(mlcd.params(trial.params));

  function learningChart(study) {
    const curve = (trial) => (trial.steps || []).filter((step) => step.metrics && isNumber(step.metrics[study.metric]))
      .map((step) => [step.step, step.metrics[study.metric]]);
    const drawn = study.trials.filter((trial) => curve(trial).length > 0);
    const option = (palette) => ({
      legend: { show: false },
      xAxis: mlcd.axis(palette, "step", { minInterval: 1 }), yAxis: mlcd.yAxis(palette, study.metric),
      series: drawn.map((trial) => ({
        name: "trial " + trial.number, type: "line", data: curve(trial), showSymbol: curve(trial).length === 1, symbolSize: 5,
        lineStyle: { width: 1.4, type: trial.state === "pruned" ? "dashed" : "solid", opacity: trial.state === "pruned" ? 0.6 : 0.95, color: colourOf(study, palette)(trial) },
        itemStyle: { color: colourOf(study, palette)(trial) }, emphasis: { lineStyle: { width: 3 } },
        tooltip: { formatter: () => describe(study, trial) }
      }))
    });
    const rows = drawn.flatMap((trial) => curve(trial).map(([step, value]) => ({ trial, step, value })));
    const twin = mlcd.table([
      { name: "trial", value: (r) => r.trial.number, number: true }, { name: "algorithm", value: (r) => r.trial.algorithm },
      { name: "state", value: (r) => r.trial.state }, { name: "step", value: (r) => r.step, number: true },
      { name: study.metric, value: (r) => r.value, number: true }
    ], rows, { caption: "Learning curves of " + study.name });
    return mlcd.chart("Learning curves", study.metric + " after each step; dashed where the trial was pruned. Colours are algorithms, as in the parallel coordinates.", option, twin);
  }

  const uniqueText = (values) => [...new Set(values.filter((v) => v !== undefined).map(String))].sort();

  /** One axis a parameter; logarithmic where the space says so, categories where a value is no number or is missing. */
  function dimensions(study, name, trials) {
    const space = ((study.definition || {}).algorithms || {})[name] || (study.definition || {}).space || {};
    const parameters = [...new Set(trials.flatMap((trial) => Object.keys(trial.params || {})))].sort();
    const dimension = (parameter) => {
      const values = trials.map((trial) => (trial.params || {})[parameter]);
      const numeric = values.every(isNumber);
      return { name: parameter, read: (trial) => (trial.params || {})[parameter], numeric,
        log: numeric && / log\b/.test(String(space[parameter])) && values.every((value) => value > 0),
        categories: numeric ? undefined : uniqueText(values.map((value) => (value === undefined ? "–" : value))) };
    };
    return [...parameters.map(dimension), { name: study.metric, read: (trial) => trial.value, numeric: true }];
  }

  function parallelChart(study, name, trials) {
    const axes = dimensions(study, name, trials);
    const place = (axis, trial) => (axis.numeric ? axis.read(trial) : String(axis.read(trial) === undefined ? "–" : axis.read(trial)));
    const option = (palette, width) => ({
      legend: { show: false },
      parallel: { left: 50, right: 60, top: 46, bottom: 24, layout: width < 420 ? "vertical" : "horizontal",
        parallelAxisDefault: { nameTextStyle: { color: palette.text }, axisLabel: { color: palette.muted, hideOverlap: true, formatter: (v) => number(v, 2) }, axisLine: { lineStyle: { color: palette.line } } } },
      parallelAxis: axes.map((axis, dim) => ({ dim, name: axis.name, type: axis.log ? "log" : axis.numeric ? "value" : "category", data: axis.categories, scale: true })),
      series: [{ type: "parallel", smooth: false, lineStyle: { width: 1.8, opacity: 0.75 }, inactiveOpacity: 0.04,
        data: trials.map((trial) => ({ name: "trial " + trial.number, value: axes.map((axis) => place(axis, trial)), lineStyle: { color: colourOf(study, palette)(trial), type: trial.state === "pruned" ? "dashed" : "solid" } })) }]
    });
    const twin = mlcd.table([{ name: "trial", value: (t) => t.number, number: true }, { name: "state", value: (t) => t.state, show: mlcd.badge },
      ...axes.map((axis) => ({ name: axis.name, value: axis.read, number: axis.numeric }))], trials, { caption: "Parameters of " + name });
    return mlcd.chart("Parallel coordinates: " + name, trials.length + " trials with a value, pruned ones dashed. Drag along an axis to keep only the trials in that range.", option, twin);
  }

  function parallelCharts(study) {
    const done = study.trials.filter((trial) => isNumber(trial.value));
    return algorithms(study).map((name) => [name, done.filter((trial) => (trial.algorithm || "trial") === name)])
      .filter(([, trials]) => trials.length > 1)
      .map(([name, trials]) => parallelChart(study, name, trials));
  }

  function algorithmChart(study) {
    const names = algorithms(study);
    const done = study.trials.filter((trial) => isNumber(trial.value));
    const rows = names.map((name) => {
      const trials = done.filter((trial) => (trial.algorithm || "trial") === name);
      const complete = trials.filter((trial) => trial.state === "complete").map((trial) => trial.value);
      return { name, trials, best: complete.length ? (study.direction === "minimize" ? Math.min(...complete) : Math.max(...complete)) : undefined };
    });
    const option = (palette) => ({
      grid: { left: 20, right: 24, top: 40, bottom: 46, containLabel: true },
      xAxis: mlcd.axis(palette, study.metric), yAxis: mlcd.axis(palette, "", { type: "category", inverse: true, data: names, axisLabel: { color: palette.text } }),
      series: ["complete", "pruned"].map((state) => ({
        name: state, type: "scatter", symbol: state === "pruned" ? "emptyCircle" : "circle", symbolSize: 9, itemStyle: { color: palette.muted },
        data: done.filter((trial) => trial.state === state).map((trial) => ({ trial, value: [trial.value, trial.algorithm || "trial"], itemStyle: { color: colourOf(study, palette)(trial), opacity: 0.75 } })),
        tooltip: { formatter: (item) => describe(study, item.data.trial) }
      }))
    });
    const twin = mlcd.table([{ name: "algorithm", value: (r) => r.name, header: true }, { name: "trials", value: (r) => r.trials.length, number: true },
      { name: "pruned", value: (r) => r.trials.filter((t) => t.state === "pruned").length, number: true }, { name: "best " + study.metric, value: (r) => r.best, number: true }], rows, { caption: "Algorithms" });
    return mlcd.chart("By algorithm", "Each trial's " + study.metric + "; hollow where it was pruned.", option, twin);
  }

  function trialTable(study) {
    const seconds = (trial) => mlcd.seconds(trial.startedAt, trial.endedAt);
    const resource = (name) => (trial) => (trial.resources || {})[name];
    return mlcd.table([
      { name: "trial", value: (t) => t.number, number: true, header: true },
      { name: "state", value: (t) => t.state, show: mlcd.badge },
      { name: "algorithm", value: (t) => t.algorithm },
      { name: study.metric, value: (t) => t.value, number: true },
      { name: "parameters", value: (t) => mlcd.params(t.params) },
      { name: "seconds", value: seconds, number: true, show: (v) => number(v, 3) },
      { name: "CPU seconds", value: resource("cpu_seconds"), number: true, show: (v) => number(v, 3) },
      { name: "peak memory", value: resource("peak_memory_bytes"), number: true, show: mlcd.bytes },
      { name: "device", value: (t) => resource("gpu_model")(t) || resource("device")(t) },
      { name: "agent", value: resource("agent") },
      { name: "worker", value: (t) => t.worker },
      { name: "why it ended", value: (t) => t.reason }
    ], study.trials, { caption: "Trials of " + study.name, filter: true });
  }

  /** The kind of the study's sampler or pruner. */
  const kind = (study, role) => ((study.definition || {})[role] || {}).kind || "–";

  mlcd.studySection = function (study) {
    const count = (state) => study.trials.filter((trial) => trial.state === state).length;
    const best = mlcd.bestTrial(study);
    const ended = study.ended || { state: "running" };
    return el("section", {}, el("h2", {}, "Sweep " + study.name),
      el("div", { class: "cards" },
        mlcd.card("best " + study.metric, best ? number(best.value) : "–", best ? "trial " + best.number + ", " + best.algorithm : "no trial finished"),
        mlcd.card("trials", study.trials.length, count("complete") + " complete, " + count("pruned") + " pruned, " + count("failed") + " failed"),
        mlcd.card("ended as", mlcd.badge(ended.state), ended.reason),
        mlcd.card("search", kind(study, "sampler"), "pruner " + kind(study, "pruner"))),
      best ? el("p", {}, "Best parameters: ", el("code", {}, mlcd.params(best.params))) : null,
      study.trials.length ? el("div", { class: "charts" }, mlcd.frontCharts(study), bestChart(study), learningChart(study), algorithmChart(study), parallelCharts(study)) : null,
      el("h3", {}, "All trials"), trialTable(study));
  };
})();
