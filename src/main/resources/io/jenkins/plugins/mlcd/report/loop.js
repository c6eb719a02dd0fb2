/* The loop over builds: what started each, what it made, and what is in production since when and why. */
(function () {
  "use strict";
  const { el, number } = mlcd;

  const last = (list) => (list && list.length ? list[list.length - 1] : undefined);

  function facts(build) {
    const study = build.studies[0];
    const best = study && mlcd.bestTrial(study);
    const rollout = last(build.rollouts);
    const watch = last(build.watches);
    return [
      ["started by", build.cause ? build.cause.summary : "a person, on the command line"],
      ["data", build.dataset ? number(build.dataset.samples) + " samples, " + number(build.dataset.newSamples) + " new" : undefined],
      ["best model", best ? best.algorithm + ", " + study.metric + " " + number(best.value) + " (trial " + best.number + " of " + study.total + ")" : undefined],
      ["gate", build.validation ? el("span", {}, mlcd.badge(build.validation.verdict), " ", gateLine(build.validation)) : undefined],
      ["canary", rollout ? el("span", {}, mlcd.badge((last(rollout.phases) || {}).phase), " weights ", rollout.weights.map((w) => w.weight).join(" → ") + " %") : undefined],
      ["monitor", watch && watch.verdict ? el("span", {}, mlcd.badge(watch.verdict.verdict), " ", watch.verdict.reason) : undefined]
    ].filter(([, value]) => value !== undefined);
  }

  const gateLine = (validation) => (validation.benchmarks || []).filter((b) => mlcd.isNumber((b.candidate || {}).accuracy))
    .map((b) => b.name + " " + mlcd.percent(b.candidate.accuracy) + (mlcd.isNumber((b.baseline || {}).accuracy) ? " (was " + mlcd.percent(b.baseline.accuracy) + ")" : "")).join(", ");

  function buildItem(build) {
    return el("li", {}, el("h3", {}, el("a", { href: "#build-" + build.number }, "Build " + build.number), " ", mlcd.badge(build.result), " ",
      el("span", { class: "muted" }, mlcd.time(build.startedAt) + ", " + mlcd.duration(build.durationMillis / 1000))),
    el("dl", {}, facts(build).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])));
  }

  /** One benchmark a line, over the builds: is the loop getting better? */
  function trend(document) {
    const builds = document.builds.filter((build) => build.validation);
    const names = [...new Set(builds.flatMap((build) => build.validation.benchmarks.map((b) => b.name)))];
    const accuracy = (build, name, side) => ((build.validation.benchmarks.find((b) => b.name === name) || {})[side] || {}).accuracy;
    if (!builds.length || !names.length) {
      return null;
    }
    const columns = [["before", builds[0], "baseline"], ...builds.map((build) => ["build " + build.number, build, "candidate"])]
      .filter(([, build, side]) => names.some((name) => mlcd.isNumber(accuracy(build, name, side))));
    const option = (palette) => ({
      xAxis: mlcd.axis(palette, "model of", { type: "category", data: columns.map(([label]) => label) }), yAxis: mlcd.yAxis(palette, "accuracy"),
      tooltip: { trigger: "axis", confine: true, backgroundColor: palette.background, borderColor: palette.line, textStyle: { color: palette.text }, valueFormatter: (v) => mlcd.percent(v, 2) },
      series: names.map((name) => ({ name, type: "line", symbolSize: 8, data: columns.map(([, build, side]) => { const value = accuracy(build, name, side); return mlcd.isNumber(value) ? value : null; }) }))
    });
    const twin = mlcd.table([{ name: "model of", value: (c) => c[0], header: true },
      ...names.map((name) => ({ name, number: true, value: ([, build, side]) => accuracy(build, name, side), show: (v) => mlcd.percent(v, 2) }))], columns, { caption: "Accuracy over builds" });
    return mlcd.chart("Accuracy over builds", "Each benchmark of the gate, from the model that was there before to the newest.", option, twin, { wide: true });
  }

  const REGISTRY = [
    { name: "at", value: (e) => e.at, show: mlcd.time, unbroken: true }, { name: "model", value: (e) => e.model + ":" + e.version, header: true },
    { name: "stage", value: (e) => e.stage || e.event, show: mlcd.badge }, { name: "build", value: (e) => e.build, number: true },
    { name: "by", value: (e) => e.by }, { name: "why", value: (e) => e.reason }
  ];

  const INBOX = [
    { name: "at", value: (e) => e.at, show: mlcd.time, unbroken: true }, { name: "event", value: (e) => e.event, header: true, show: mlcd.badge },
    { name: "kind", value: (e) => e.kind }, { name: "what came, or why it was held back", value: (e) => e.summary || e.reason },
    { name: "build", value: (e) => e.build, number: true }
  ];

  mlcd.loopSection = function (document) {
    return el("section", {}, el("h2", {}, "The loop"),
      el("ol", { class: "loop" }, document.builds.map(buildItem)),
      el("div", { class: "charts" }, trend(document)),
      el("h2", {}, "Models"), mlcd.table(REGISTRY, document.registry, { caption: "History of the models" }),
      document.inbox.length ? [el("h2", {}, "Triggers"), mlcd.table(INBOX, document.inbox, { caption: "Trigger events" })] : null);
  };
})();
