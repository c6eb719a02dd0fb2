/* A rollout: the staircase of weights, and what each analysis saw. */
(function () {
  "use strict";
  const { el, number } = mlcd;

  const ENDS = ["succeeded", "failed"];

  /** The weight over time, `[seconds, percent]`, ending at the last event. */
  function stairs(rollout) {
    const seconds = (event) => mlcd.seconds(rollout.at, event.at);
    const steps = [[0, 0], ...rollout.weights.map((event) => [seconds(event), event.weight])];
    const last = [...rollout.phases, ...rollout.analyses, ...rollout.weights].map(seconds).filter(mlcd.isNumber).reduce((a, b) => Math.max(a, b), 0);
    steps.push([last, steps[steps.length - 1][1]]);
    return steps;
  }

  /** What people and others did, with what came of it. */
  function deeds(rollout) {
    const people = (rollout.commands || []).map((event) => ({ at: event.at, who: event.by, what: event.action + (event.refused ? " (refused)" : ""), why: event.reason }));
    const others = (rollout.foreignWrites || []).map((event) => ({ at: event.at, who: event.manager, what: "foreign write, " + event.policy, why: event.found }));
    return [...people, ...others].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  }

  /** `[from, to, why]` of each pause, in seconds. */
  function pauses(rollout, end) {
    return rollout.phases.flatMap((event, i) => event.phase !== "paused" ? []
      : [[mlcd.seconds(rollout.at, event.at), i + 1 < rollout.phases.length ? mlcd.seconds(rollout.at, rollout.phases[i + 1].at) : end, event.reason]]);
  }

  function staircase(rollout) {
    const steps = stairs(rollout);
    const end = steps[steps.length - 1][0];
    const done = deeds(rollout);
    const weightAt = (seconds) => steps.filter((step) => step[0] <= seconds).pop()[1];
    const looks = rollout.analyses.map((event) => ({ event, seconds: mlcd.seconds(rollout.at, event.at) }));
    const option = (palette) => ({
      xAxis: mlcd.axis(palette, "seconds since the rollout started", { min: 0 }),
      yAxis: mlcd.yAxis(palette, "% of requests to the canary", { min: 0, max: 100, scale: false }),
      series: [
        { name: "weight", type: "line", step: "end", data: steps, showSymbol: false, lineStyle: { width: 2.5, color: palette.accent }, areaStyle: { color: palette.accent, opacity: 0.12 }, itemStyle: { color: palette.accent },
          markArea: { silent: true, itemStyle: { color: palette.warn, opacity: 0.14 }, label: { color: palette.text },
            data: pauses(rollout, end).map(([from, to]) => [{ name: "paused", xAxis: from }, { xAxis: to }]) } },
        { name: "people and others", type: "scatter", symbol: "diamond", symbolSize: 13, itemStyle: { color: palette.text },
          data: done.map((deed) => [mlcd.seconds(rollout.at, deed.at), weightAt(mlcd.seconds(rollout.at, deed.at))]),
          tooltip: { formatter: (item) => mlcd.escape([done[item.dataIndex].what + " by " + done[item.dataIndex].who, done[item.dataIndex].why].filter(Boolean).join(": ")) } },
        { name: "analysis", type: "scatter", symbolSize: 11, itemStyle: { color: palette.neutral },
          data: looks.map((look) => ({ value: [look.seconds, look.event.weight], itemStyle: { color: palette[mlcd.tone(look.event.verdict)] } })),
          tooltip: { formatter: (item) => mlcd.escape(look(looks[item.dataIndex].event)) } }
      ]
    });
    const twin = mlcd.table([{ name: "seconds", value: (s) => s[0], number: true, show: (v) => number(v, 3) }, { name: "weight %", value: (s) => s[1], number: true }],
      steps, { caption: "Weight of the canary over time" });
    return mlcd.chart("Canary staircase", "Share of requests that the candidate served; each dot is an analysis, coloured by verdict; pauses are shaded, and a diamond is what a person did.", option, twin);
  }

  function deedTable(rollout) {
    const done = deeds(rollout);
    return done.length ? el("div", {}, el("h3", {}, "Pauses, approvals and foreign writes"),
      mlcd.table([{ name: "at", value: (d) => mlcd.time(d.at), unbroken: true }, { name: "who", value: (d) => d.who }, { name: "what", value: (d) => d.what }, { name: "why", value: (d) => d.why }],
        done, { caption: "What people and others did to the rollout" })) : null;
  }

  /** A confidence sequence as a shaded band. */
  function band(name, points, colour, ends) {
    const known = points.filter((point) => ends(point)).map((point) => [point.seconds, ...ends(point)]);
    const outline = (api) => [...known.map((end) => api.coord([end[0], end[2]])), ...known.slice().reverse().map((end) => api.coord([end[0], end[1]]))];
    return known.length ? [{
      name: name + " band", type: "custom", data: known, encode: { x: 0, y: [1, 2] }, silent: true, clip: true, z: 1, tooltip: { show: false },
      renderItem: (params, api) => params.dataIndex ? null : { type: "polygon", shape: { points: outline(api) }, style: { fill: colour, opacity: 0.16 } }
    }] : [];
  }

  const look = (event) => event.verdict + " at " + event.weight + " %: "
    + (event.metrics || []).map((metric) => metric.name + " " + metric.verdict).join(", ");

  /** Where the axis ends when the data do not say it well: nothing but zeros, or a share close to one. */
  const ceiling = (values) => (values.max === 0 ? 0.01 : values.max > 0.9 && values.max <= 1 ? 1 : null);

  function metricChart(rollout) {
    const names = [...new Set(rollout.analyses.flatMap((event) => (event.metrics || []).map((metric) => metric.name)))];
    return names.map((name) => {
      const points = rollout.analyses.map((event) => ({ event, metric: (event.metrics || []).find((metric) => metric.name === name) }))
        .filter((point) => point.metric && mlcd.isNumber(point.metric.canary));
      if (!points.length) {
        return null;
      }
      points.forEach((point) => { point.seconds = mlcd.seconds(rollout.at, point.event.at); });
      const line = (side) => points.map((point) => [point.seconds, point.metric[side]]);
      const option = (palette) => ({
        xAxis: mlcd.axis(palette, "seconds since the rollout started", { min: 0 }), yAxis: mlcd.yAxis(palette, name.split(/[<>=]/)[0].trim(), { max: ceiling }),
        tooltip: { trigger: "axis", confine: true, backgroundColor: palette.background, borderColor: palette.line, textStyle: { color: palette.text }, valueFormatter: (v) => number(v) },
        series: [{ name: "canary", type: "line", data: line("canary"), itemStyle: { color: palette.series[1] } },
          { name: "stable", type: "line", data: line("stable").filter((p) => mlcd.isNumber(p[1])), itemStyle: { color: palette.series[0] } },
          ...(points.some((point) => mlcd.isNumber(point.metric.limit)) ? [{ name: "limit", type: "line", data: line("limit"), symbol: "none", lineStyle: { type: "dashed" }, itemStyle: { color: palette.bad } }] : []),
          ...band("canary", points, palette.series[1], (point) => point.metric.interval), ...band("stable", points, palette.series[0], (point) => point.metric.stableInterval)],
        legend: { type: "scroll", top: 0, textStyle: { color: palette.text }, data: ["canary", "stable", "limit"] }
      });
      const twin = mlcd.table([
        { name: "at", value: (p) => mlcd.time(p.event.at), unbroken: true }, { name: "weight %", value: (p) => p.event.weight, number: true },
        { name: "canary", value: (p) => p.metric.canary, number: true }, { name: "stable", value: (p) => p.metric.stable, number: true },
        { name: "band", value: (p) => (p.metric.interval || [])[0], show: (_, p) => mlcd.interval(p.metric.interval) },
        { name: "evidence against", value: (p) => p.metric.evidence, number: true }, { name: "proof", value: (p) => p.metric.proof, number: true },
        { name: "verdict", value: (p) => p.metric.verdict, show: mlcd.badge }, { name: "why", value: (p) => p.metric.reason }
      ], points, { caption: name + " of canary and stable version" });
      return mlcd.chart("Canary and stable: " + name, "Both versions at the same time; the bands hold the true figure at all looks at once.", option, twin);
    });
  }

  mlcd.rolloutSection = function (rollout) {
    const last = rollout.phases[rollout.phases.length - 1] || {};
    const requests = rollout.analyses.reduce((most, event) => Math.max(most, (event.canary || {}).requests || 0), 0);
    return el("section", {}, el("h2", {}, "Canary of " + rollout.model),
      el("div", { class: "cards" },
        mlcd.card("phase", mlcd.badge(last.phase), last.reason),
        mlcd.card("against", rollout.stable || "none", rollout.stable ? "the stable version, at the same time" : "no version was in production"),
        mlcd.card("took", mlcd.duration(ENDS.includes(last.phase) ? mlcd.seconds(rollout.at, last.at) : undefined), "on target " + rollout.target),
        mlcd.card("canary requests", number(requests), "judged in " + rollout.analyses.length + " analyses")),
      el("div", { class: "charts" }, staircase(rollout), metricChart(rollout)), deedTable(rollout));
  };
})();
