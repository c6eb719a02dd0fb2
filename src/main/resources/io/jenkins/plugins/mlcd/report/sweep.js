/* A study: its trials as a table, best so far, learning curves, parallel coordinates, importance of parameters, objective against resources. */
(function () {
  "use strict";
  const { el, number, isNumber } = mlcd;

  mlcd.bestTrial = (study) => study.best;

  const algorithms = (study) => [...new Set(study.trials.map((trial) => trial.algorithm || "trial"))].sort();

  const colourOf = (study, palette) => {
    const names = algorithms(study);
    return (trial) => palette.series[names.indexOf(trial.algorithm || "trial") % palette.series.length];
  };

  const since = (study, trial) => mlcd.seconds(study.startedAt, trial.endedAt);

  const finished = (study) => study.trials.filter((trial) => trial.state === "complete" && isNumber(trial.value) && trial.endedAt);

  /** Seconds, or minutes or hours where the sweep took long. */
  function unit(seconds) {
    return seconds > 7200 ? { name: "hours", of: 3600 } : seconds > 300 ? { name: "minutes", of: 60 } : { name: "seconds", of: 1 };
  }

  function bestChart(study) {
    const option = (palette) => {
      const trials = finished(study);
      const time = unit(trials.reduce((most, trial) => Math.max(most, since(study, trial)), 0));
      const steps = study.bestSoFar.map(([seconds, best]) => [seconds / time.of, best]);
      const end = trials.reduce((most, trial) => Math.max(most, since(study, trial) / time.of), 0);
      return {
        xAxis: mlcd.axis(palette, time.name + " since the sweep started", { min: 0 }), yAxis: mlcd.yAxis(palette, study.metric),
        series: [
          { name: "trial", type: "scatter", symbolSize: trials.length > 300 ? 4 : 7, data: trials.map((trial) => ({ value: [since(study, trial) / time.of, trial.value], itemStyle: { color: colourOf(study, palette)(trial), opacity: 0.75 } })),
            itemStyle: { color: palette.muted }, tooltip: { formatter: (item) => describe(study, trials[item.dataIndex]) } },
          { name: "best so far", type: "line", step: "end", showSymbol: false, data: steps.length ? [...steps, [end, steps[steps.length - 1][1]]] : [], lineStyle: { color: palette.text, width: 2 }, itemStyle: { color: palette.text } }
        ]
      };
    };
    const twin = () => mlcd.table([
      { name: "seconds", value: (p) => p[0], number: true, show: (v) => number(v, 3) },
      { name: "trial", value: (p) => p[2], number: true },
      { name: "best " + study.metric + " from then on", value: (p) => p[1], number: true }
    ], study.bestSoFar, { caption: "Best " + study.metric + " so far" });
    return mlcd.chart("Best so far", "Each finished trial" + sampled(study) + ", and the best " + study.metric + " up to then. Colours are algorithms.", option, twin);
  }

  const sampled = (study) => (study.trials.length < study.total ? " (of " + number(study.total) + " those that stand out and every n-th of the others)" : "");

  const describe = (study, trial) => mlcd.escape("trial " + trial.number + " " + (trial.algorithm || "") + " " + trial.state
    + (isNumber(trial.value) ? ", " + study.metric + " " + number(trial.value) : "")) + "<br>" + mlcd.escape(mlcd.params(trial.params));

  function learningChart(study) {
    const drawn = () => study.trials.filter((trial) => trial.curve && trial.curve.length);
    const option = (palette) => ({
      legend: { show: false },
      xAxis: mlcd.axis(palette, "step", { minInterval: 1 }), yAxis: mlcd.yAxis(palette, study.metric),
      series: drawn().map((trial) => ({
        name: "trial " + trial.number, type: "line", data: trial.curve, showSymbol: trial.curve.length === 1, symbolSize: 5,
        lineStyle: { width: 1.4, type: trial.state === "pruned" ? "dashed" : "solid", opacity: trial.state === "pruned" ? 0.6 : 0.95, color: colourOf(study, palette)(trial) },
        itemStyle: { color: colourOf(study, palette)(trial) }, emphasis: { lineStyle: { width: 3 } },
        tooltip: { formatter: () => describe(study, trial) }
      }))
    });
    const twin = () => mlcd.table([
      { name: "trial", value: (r) => r.trial.number, number: true }, { name: "algorithm", value: (r) => r.trial.algorithm },
      { name: "state", value: (r) => r.trial.state }, { name: "step", value: (r) => r.step, number: true },
      { name: study.metric, value: (r) => r.value, number: true }
    ], drawn().flatMap((trial) => trial.curve.map(([step, value]) => ({ trial, step, value }))), { caption: "Learning curves of " + study.name });
    const count = drawn().length;
    return mlcd.chart("Learning curves", study.metric + " after each step; dashed where the trial was pruned." + (count < study.total && study.total > 150 ? " " + count + " of " + number(study.total) + " trials." : ""), option, twin);
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
    const twin = () => mlcd.table([{ name: "trial", value: (t) => t.number, number: true }, { name: "state", value: (t) => t.state, show: mlcd.badge },
      ...axes.map((axis) => ({ name: axis.name, value: axis.read, number: axis.numeric }))], trials, { caption: "Parameters of " + name });
    return mlcd.chart("Parallel coordinates: " + name, trials.length + " trials with a value, pruned ones dashed. Drag along an axis to keep only the trials in that range.", option, twin);
  }

  const parallelOf = (study) => {
    const done = study.trials.filter((trial) => isNumber(trial.value));
    return algorithms(study).map((name) => [name, done.filter((trial) => (trial.algorithm || "trial") === name)]).filter(([, trials]) => trials.length > 1);
  };

  const MOST_BARS = 24;

  function importanceChart(study) {
    const bars = () => (study.importance || []).flatMap((of) => of.parameters.map((parameter) => ({ ...parameter, algorithm: of.algorithm, trials: of.trials })))
      .sort((a, b) => b.share - a.share).slice(0, MOST_BARS);
    if (!bars().length) {
      return null;
    }
    const several = study.importance.length > 1;
    const label = (bar) => bar.name + (several ? " · " + bar.algorithm : "");
    const option = (palette) => ({
      legend: { show: false }, grid: { left: 12, right: 30, top: 8, bottom: 40, containLabel: true },
      xAxis: mlcd.axis(palette, "share of the variance of " + study.metric, { min: 0, max: 1, axisLabel: { color: palette.muted, formatter: (v) => mlcd.percent(v, 0) } }),
      yAxis: mlcd.axis(palette, "", { type: "category", inverse: true, data: bars().map(label), axisLabel: { color: palette.text, width: 170, overflow: "truncate" }, splitLine: { show: false } }),
      series: [{ type: "bar", barMaxWidth: 18, data: bars().map((bar) => ({ value: bar.share, itemStyle: { color: colourOf(study, palette)(bar), borderRadius: 3 } })),
        tooltip: { formatter: (item) => mlcd.escape(label(bars()[item.dataIndex]) + ": " + mlcd.percent(bars()[item.dataIndex].share) + " of the variance, in " + bars()[item.dataIndex].trials + " trials") } }]
    });
    const twin = () => mlcd.table([{ name: "parameter", value: (b) => b.name, header: true }, { name: "algorithm", value: (b) => b.algorithm },
      { name: "share of the variance", value: (b) => b.share, number: true, show: (v) => mlcd.percent(v) }, { name: "trials", value: (b) => b.trials, number: true }], bars(), { caption: "Importance of parameters" });
    return mlcd.chart("Parameter importance", "How much of the difference in " + study.metric + " between complete trials a parameter explains by itself.", option, twin, { height: Math.max(200, 70 + 24 * bars().length) });
  }

  const RESOURCES = [["seconds", "seconds"], ["resources.cpu_seconds", "CPU seconds"], ["resources.peak_memory_bytes", "peak memory"], ["resources.device_memory_bytes", "GPU memory"],
    ["resources.model_bytes", "size of the model"], ["resources.parameters", "parameters of the model"]];

  function resourceChart(study) {
    const known = RESOURCES.filter(([key]) => study.trials.some((trial) => isNumber(trial.value) && isNumber(mlcd.column(key)(trial))));
    if (!known.length) {
      return null;
    }
    let [key, name] = known[0];
    const done = () => study.trials.filter((trial) => isNumber(trial.value) && isNumber(mlcd.column(key)(trial)));
    const show = (value) => (/_bytes$/.test(key) ? mlcd.bytes(value) : number(value, 3));
    const option = (palette) => ({
      legend: { show: false },
      xAxis: mlcd.axis(palette, name, { axisLabel: { color: palette.muted, hideOverlap: true, formatter: show } }), yAxis: mlcd.yAxis(palette, study.metric),
      series: [{ type: "scatter", symbolSize: study.total > 300 ? 5 : 8, data: done().map((trial) => ({ value: [mlcd.column(key)(trial), trial.value], symbol: trial.state === "pruned" ? "emptyCircle" : "circle", itemStyle: { color: colourOf(study, palette)(trial), opacity: 0.75 } })),
        tooltip: { formatter: (item) => describe(study, done()[item.dataIndex]) + "<br>" + mlcd.escape(name + " " + show(mlcd.column(key)(done()[item.dataIndex]))) } }]
    });
    const twin = () => mlcd.table([{ name: "trial", value: (t) => t.number, number: true, header: true }, { name: "algorithm", value: (t) => t.algorithm },
      { name, value: mlcd.column(key), number: true, show }, { name: study.metric, value: (t) => t.value, number: true }], done(), { caption: study.metric + " against " + name });
    const choice = el("select", { "aria-label": "Resource", onchange: (event) => { [key, name] = known[event.target.selectedIndex]; figure.refresh(); } }, known.map(([, text]) => el("option", {}, text)));
    const figure = mlcd.chart("Objective against resource", "What a trial took, and what it reached; hollow where it was pruned.", option, twin, { tools: known.length > 1 ? choice : null });
    return figure;
  }

  function algorithmChart(study) {
    const done = () => study.trials.filter((trial) => isNumber(trial.value));
    const rows = () => algorithms(study).map((name) => {
      const trials = done().filter((trial) => (trial.algorithm || "trial") === name);
      const complete = trials.filter((trial) => trial.state === "complete").map((trial) => trial.value);
      return { name, trials, best: complete.length ? (study.direction === "minimize" ? Math.min(...complete) : Math.max(...complete)) : undefined };
    });
    const option = (palette) => ({
      grid: { left: 20, right: 24, top: 40, bottom: 46, containLabel: true },
      xAxis: mlcd.axis(palette, study.metric), yAxis: mlcd.axis(palette, "", { type: "category", inverse: true, data: algorithms(study), axisLabel: { color: palette.text } }),
      series: ["complete", "pruned"].map((state) => ({
        name: state, type: "scatter", symbol: state === "pruned" ? "emptyCircle" : "circle", symbolSize: 9, itemStyle: { color: palette.muted },
        data: done().filter((trial) => trial.state === state).map((trial) => ({ trial, value: [trial.value, trial.algorithm || "trial"], itemStyle: { color: colourOf(study, palette)(trial), opacity: 0.75 } })),
        tooltip: { formatter: (item) => describe(study, item.data.trial) }
      }))
    });
    const twin = () => mlcd.table([{ name: "algorithm", value: (r) => r.name, header: true }, { name: "trials", value: (r) => r.trials.length, number: true },
      { name: "pruned", value: (r) => r.trials.filter((t) => t.state === "pruned").length, number: true }, { name: "best " + study.metric, value: (r) => r.best, number: true }], rows(), { caption: "Algorithms" });
    return mlcd.chart("By algorithm", "Each trial's " + study.metric + "; hollow where it was pruned.", option, twin);
  }

  /** The kind of the study's sampler or pruner. */
  const kind = (study, role) => ((study.definition || {})[role] || {}).kind || "–";

  const count = (study, state) => study.counts[state] || 0;

  function cards(study) {
    const best = study.best;
    const ended = study.ended || { state: "running" };
    const others = ["running", "failed", "lost"].filter((state) => count(study, state)).map((state) => count(study, state) + " " + state);
    return [
      mlcd.card("best " + study.metric, best ? number(best.value) : "–", best ? "trial " + best.number + (best.algorithm ? ", " + best.algorithm : "") : "no trial finished"),
      mlcd.card("trials", number(study.total), [count(study, "complete") + " complete", count(study, "pruned") + " pruned", ...others].join(", ")),
      mlcd.card("ended as", mlcd.badge(ended.state), ended.reason),
      mlcd.card("search", kind(study, "sampler"), "pruner " + kind(study, "pruner"))];
  }

  /** Which charts there are: when that changes, they are made anew. */
  const shape = (study) => JSON.stringify([algorithms(study), parallelOf(study).map(([name, trials]) => [name, dimensions(study, name, trials).map((axis) => axis.name)]), (study.importance || []).length > 0, study.trials.some((t) => t.curve)]);

  function charts(study) {
    return [mlcd.frontCharts(study), bestChart(study), learningChart(study), importanceChart(study), resourceChart(study),
      algorithms(study).length > 1 ? algorithmChart(study) : null, parallelOf(study).map(([name, trials]) => parallelChart(study, name, trials))].flat().filter(Boolean);
  }

  /**
   * What there is to see of a study. source: {rows, context} as mlcd.trialGrid takes them; without one the page's own trials are all there
   * are. The section's update(study) draws what is new.
   */
  mlcd.studySection = function (study, source) {
    const head = el("div", { class: "cards" }, cards(study));
    const parameters = el("p", {});
    const figures = el("div", { class: "charts" });
    const rows = source ? source.rows : mlcd.localRows(study.trials, study.metric);
    const grid = mlcd.trialGrid(study, rows, source ? source.context : {});
    let drawn = "";
    const update = () => {
      head.replaceChildren(...cards(study));
      parameters.replaceChildren(...(study.best ? ["Best parameters: ", el("code", {}, mlcd.params(study.best.params))] : []));
      if (drawn !== shape(study)) {
        drawn = shape(study);
        figures.replaceChildren(...(study.trials.length ? charts(study) : []));
      } else {
        figures.querySelectorAll(":scope > figure").forEach((figure) => figure.refresh && figure.refresh());
      }
    };
    update();
    const section = el("section", {}, el("h2", {}, "Sweep " + study.name), head, parameters,
      study.total ? null : el("p", { class: "empty" }, "The sweep has begun; its first trial is about to start."),
      source ? [el("h3", {}, "Experiments"), grid, figures] : [figures, el("h3", {}, "All trials"), grid]);
    section.update = (fresh) => { Object.assign(study, fresh); update(); grid.refresh(); };
    return section;
  };
})();
