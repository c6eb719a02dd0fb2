/* A job: its models in production over time, what the gates measured over builds, what came in. And the models of all jobs. */
(function () {
  "use strict";
  const { el, number } = mlcd;

  function productionCards(model) {
    const now = model.production;
    return el("div", { class: "cards" },
      mlcd.card("in production", now ? now.id : "none", now ? "since " + mlcd.time(now.from) : "no version was promoted yet"),
      now ? mlcd.card("brought there by", now.rollback ? "a rollback" : now.by || "–", now.reason) : null,
      ...Object.entries((now || model.newest || {}).metrics || {}).slice(0, 2).map(([name, value]) => mlcd.card(name, number(value), now ? "of " + now.id : "of the newest version")),
      mlcd.card("versions", number(model.versions), model.newest ? "newest " + model.newest.id : null));
  }

  /** More versions than this are looked at piece by piece, the newest first. */
  const MANY = 25;

  function timelineChart(models, now) {
    const spans = models.flatMap((model, row) => model.timeline.map((span, index) => ({ ...span, row, index, model: model.model })));
    if (!spans.length) {
      return null;
    }
    const from = (span) => Date.parse(span.from);
    const to = (span) => (span.to ? Date.parse(span.to) : now);
    const option = (palette) => ({
      legend: { show: false }, grid: { left: 14, right: 24, top: 12, bottom: spans.length > MANY ? 40 : 4, containLabel: true },
      xAxis: mlcd.axis(palette, "", { type: "time", axisLabel: { color: palette.muted, hideOverlap: true } }),
      yAxis: mlcd.axis(palette, "", { type: "category", inverse: true, data: models.map((model) => model.model), axisLabel: { color: palette.text }, splitLine: { show: false } }),
      dataZoom: spans.length > MANY ? [{ type: "slider", filterMode: "none", bottom: 4, height: 22, borderColor: palette.line, textStyle: { color: palette.muted }, startValue: from(spans[spans.length - MANY]), endValue: now }] : [],
      series: [{ type: "custom", clip: true,
        renderItem: (params, api) => {
          const span = spans[params.dataIndex];
          const [x1, y] = api.coord([from(span), span.row]);
          const [x2] = api.coord([to(span), span.row]);
          const fill = span.ended === "rejected" ? palette.bad : palette.series[span.index % 2 ? 5 : 0];
          const width = Math.max(3, x2 - x1 - 2);
          const text = span.id.slice(span.model.length);
          return { type: "group", children: [
            { type: "rect", shape: { x: x1, y: y - 15, width, height: 30, r: 4 }, style: { fill, opacity: span.to ? 0.75 : 1 } },
            ...(span.rollback ? [{ type: "polygon", shape: { points: [[x1 - 5, y - 22], [x1 + 7, y - 22], [x1 + 1, y - 14]] }, style: { fill: palette.warn } }] : []),
            ...(width > 9 * text.length ? [{ type: "text", style: { text, x: x1 + 8, y: y - 6, fill: palette.background, font: "600 13px system-ui, sans-serif" } }] : [])] };
        },
        data: spans.map((span) => [from(span), span.row, to(span)]), encode: { x: [0, 2], y: 1 },
        tooltip: { formatter: (item) => { const span = spans[item.dataIndex]; return [span.id, mlcd.time(span.from) + " to " + (span.to ? mlcd.time(span.to) : "now"), (span.rollback ? "rollback: " : "") + (span.reason || ""), span.ended === "rejected" ? "ended by a rollback" : ""].filter(Boolean).map(mlcd.escape).join("<br>"); } } }]
    });
    const twin = () => mlcd.table([{ name: "version", value: (s) => s.id, header: true }, { name: "from", value: (s) => s.from, show: mlcd.time, unbroken: true },
      { name: "to", value: (s) => s.to, show: (v) => (v ? mlcd.time(v) : "now"), unbroken: true }, { name: "ended as", value: (s) => s.ended, show: (v) => (v ? mlcd.badge(v) : "–") },
      { name: "how", value: (s) => (s.rollback ? "rollback" : "promotion") }, { name: "by", value: (s) => s.by }, { name: "why", value: (s) => s.reason }], spans, { caption: "Versions in production" });
    return mlcd.chart("Production timeline", "Which version served from when to when. Red: ended by a rollback; the mark above a bar: a version that came back.", option, twin, { wide: true, height: 60 + 52 * models.length + (spans.length > MANY ? 40 : 0) });
  }

  const RISING = 100;

  function trendChart(document) {
    const points = document.trend;
    const metrics = [...new Set(points.flatMap((point) => Object.values(point.benchmarks).flatMap((metrics_) => Object.keys(metrics_))))].sort();
    if (!metrics.length) {
      return null;
    }
    const builds = points.map((point) => point.build);
    let metric = ["accuracy", "f1", "auc", "rmse", "log_loss"].find((name) => metrics.includes(name)) || metrics[0];
    const names = () => [...new Set(points.flatMap((point) => Object.keys(point.benchmarks).filter((name) => mlcd.isNumber(point.benchmarks[name][metric]))))];
    const promoted = new Map(document.models.flatMap((model) => model.timeline.filter((span) => !span.rollback && span.build).map((span) => [span.build, span.id])));
    const value = (point, name) => { const v = (point.benchmarks[name] || {})[metric]; return mlcd.isNumber(v) ? v : null; };
    const option = (palette) => ({
      grid: { left: 58, right: 22, top: 40, bottom: builds.length > RISING ? 92 : 46 },
      xAxis: mlcd.axis(palette, "build", { type: "category", data: builds.map(String) }), yAxis: mlcd.yAxis(palette, metric, { max: (range) => (range.max <= 1 && range.max > 0.9 ? 1 : null) }),
      dataZoom: builds.length > RISING ? [{ type: "slider", bottom: 8, height: 26, borderColor: palette.line, textStyle: { color: palette.muted }, startValue: Math.max(0, builds.length - 300), endValue: builds.length - 1 }] : [],
      tooltip: { trigger: "axis", formatter: (items) => { const point = points[items[0].dataIndex]; return [ "build " + point.build + ", " + point.model + ": " + point.verdict, promoted.has(point.build) ? "promoted" : "", ...items.map((item) => item.seriesName + ": " + number(item.value)) ].filter(Boolean).map(mlcd.escape).join("<br>"); } },
      series: names().map((name) => ({ name, type: "line", sampling: "minmax", symbolSize: (v, item) => (promoted.has(points[item.dataIndex].build) ? 12 : 5), showSymbol: builds.length <= RISING, connectNulls: true,
        data: points.map((point) => ({ value: value(point, name), symbol: promoted.has(point.build) ? "diamond" : "circle" })) }))
    });
    const twin = () => mlcd.table([{ name: "build", value: (p) => p.build, number: true, header: true }, { name: "model", value: (p) => p.model }, { name: "gate", value: (p) => p.verdict, show: mlcd.badge },
      ...names().map((name) => ({ name: name + " " + metric, number: true, value: (p) => value(p, name) })), { name: "promoted", value: (p) => (promoted.has(p.build) ? "yes" : "") }], points, { caption: metric + " over builds" });
    const choice = el("select", { "aria-label": "Metric", onchange: (event) => { metric = event.target.value; figure.refresh(); } }, metrics.map((name) => el("option", { selected: name === metric }, name)));
    const figure = mlcd.chart("Metric over builds", "What the gate measured on each of its benchmarks. A diamond is a version that was promoted.", option, twin, { wide: true, tools: choice });
    return figure;
  }

  const OUTCOMES = { pending: "waiting", scheduled: "waiting" };

  function inboxTable(document, link) {
    return mlcd.table([
      { name: "came at", value: (c) => c.at, show: mlcd.time, unbroken: true }, { name: "outcome", header: true, value: (c) => OUTCOMES[c.outcome] || c.outcome, show: mlcd.badge },
      { name: "kind", value: (c) => c.kind }, { name: "what came", value: (c) => c.summary },
      { name: "what became of it", value: (c) => [c.outcome === "merged" && c.detail ? "joined cause " + c.detail : c.detail, c.repeats ? "came " + (c.repeats + 1) + " times" : ""].filter(Boolean).join("; ") || undefined },
      { name: "build", value: (c) => c.build, number: true, show: (v) => (v ? link(v) : "–") }
    ], document.inbox, { caption: "Triggers", filter: document.inbox.length > 10, hint: "Filter, e.g. monitor suppressed" });
  }

  function versionTable(document, link) {
    const metrics = [...new Set(document.versions.flatMap((version) => Object.keys(version.metrics || {})))].slice(0, 3);
    return mlcd.table([
      { name: "version", value: (v) => v.id, header: true }, { name: "stage", value: (v) => v.stage, show: mlcd.badge },
      { name: "build", value: (v) => v.build, number: true, show: (v) => (v ? link(v) : "imported") }, { name: "registered", value: (v) => v.at, show: mlcd.time, unbroken: true },
      ...metrics.map((name) => ({ name, value: (v) => (v.metrics || {})[name], number: true })),
      { name: "study, trial", value: (v) => (v.study ? v.study + ", " + v.trial : undefined) }, { name: "size", value: (v) => v.bytes, number: true, show: mlcd.bytes },
      { name: "why", value: (v) => (v.stages && v.stages.length ? v.stages[v.stages.length - 1].reason : undefined) }
    ], document.versions.slice().reverse(), { caption: "Model versions", filter: document.versions.length > 10, hint: "Filter, e.g. production" });
  }

  function buildTable(document, link) {
    return mlcd.table([
      { name: "build", value: (b) => b.number, number: true, header: true, show: (v) => link(v) }, { name: "result", value: (b) => b.result, show: mlcd.badge },
      { name: "started", value: (b) => b.startedAt, show: mlcd.time, unbroken: true }, { name: "took", value: (b) => b.durationMillis, number: true, show: (v) => (v ? mlcd.duration(v / 1000) : "–") },
      { name: "why it ran", value: (b) => (b.cause || {}).summary }
    ], document.builds, { caption: "Last builds" });
  }

  /** document: of a job; link(build) makes the link to a build's page; now: milliseconds. */
  mlcd.jobSection = function (document, link, now) {
    const nothing = !document.models.length && !document.trend.length && !document.inbox.length;
    return el("div", {},
      nothing ? el("p", { class: "empty" }, "No build of this job has registered a model or judged one yet. When one does, the versions in production, the gates' figures and the triggers are shown here.") : null,
      document.models.map((model) => [document.models.length > 1 ? el("h2", {}, model.model) : null, productionCards(model)]),
      el("div", { class: "charts" }, timelineChart(document.models, now), trendChart(document)),
      document.versions.length ? [el("h2", {}, "Model versions"), versionTable(document, link)] : null,
      document.inbox.length ? [el("h2", {}, "Triggers"), inboxTable(document, link)] : null,
      document.builds.length ? [el("h2", {}, "Builds"), buildTable(document, link)] : null);
  };

  /** The models of all jobs; address(model) is where the job's page is. */
  mlcd.modelsSection = function (document, address) {
    if (!document.models.length) {
      return el("p", { class: "empty" }, "No job that you may read has registered a model yet. A Pipeline does so with the step mlRegister.");
    }
    const metric = (m) => Object.entries((m.production || m.newest || {}).metrics || {})[0];
    return [mlcd.table([
      { name: "model", value: (m) => m.model, header: true, show: (v, m) => el("a", { href: address(m) }, v) }, { name: "job", value: (m) => m.job },
      { name: "in production", value: (m) => (m.production || {}).id, show: (v) => v || el("span", { class: "muted" }, "none") },
      { name: "since", value: (m) => (m.production || {}).from, show: mlcd.time, unbroken: true },
      { name: "metric", value: (m) => (metric(m) || [])[1], number: true, show: (v, m) => (metric(m) ? metric(m)[0] + " " + number(v) : "–") },
      { name: "why", value: (m) => (m.production || {}).reason }, { name: "newest", value: (m) => m.newest.id, show: (v, m) => el("span", {}, v, " ", mlcd.badge(m.newest.stage)) },
      { name: "versions", value: (m) => m.versions, number: true }
    ], document.models, { caption: "Models", filter: document.models.length > 5, hint: "Filter, e.g. digits" }),
    (document.unreadable || []).map((job) => el("p", { class: "bad" }, job.job + ": " + job.reason))];
  };
})();
