/* A model version: its card, and where it came from as a picture. */
(function () {
  "use strict";
  const { el, number } = mlcd;

  const short = (hash) => (hash ? el("code", { title: hash }, String(hash).replace(/^sha256:/, "").slice(0, 12)) : undefined);

  /** How sure a metric is: the interval of the gate's check on it, if there is one. */
  function intervalOf(validation, metric) {
    const check = ((validation || {}).checks || []).find((c) => String(c.check).startsWith(metric + " ") && Array.isArray(c.interval) && mlcd.isNumber(c.value) && !String(c.check).includes("baseline"));
    return check ? number(check.value) + " (" + mlcd.interval(check.interval) + ") on " + check.benchmark : undefined;
  }

  const list = (rows) => el("dl", { class: "facts" }, rows.filter(([, value]) => value !== undefined && value !== null && value !== "").flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

  function stageList(version) {
    return el("ol", { class: "stages" }, (version.stages || []).map((step) => el("li", {}, mlcd.badge(step.stage), " ", el("span", { class: "muted" }, mlcd.time(step.at) + (step.by ? ", " + step.by : "")),
      step.reason ? el("div", {}, step.reason) : null)));
  }

  /** version: from the registry with its stages; build: the run's document, which may know more. context: {artifact: path => address}. */
  mlcd.modelCard = function (version, build, context = {}) {
    const lineage = build.lineage && build.lineage.model === version.id ? build.lineage : {};
    const validation = build.validation && build.validation.model === version.id ? build.validation : undefined;
    const override = build.override && build.override.model === version.id ? build.override : undefined;
    const study = build.best && build.best[version.study];
    const resources = { ...((study && study.number === version.trial && study.resources) || {}), ...(lineage.resources || {}) };
    const data = lineage.dataset || {};
    const metrics = Object.entries(version.metrics || {});
    return el("section", {}, el("h2", {}, "Model " + version.id),
      el("div", { class: "cards" },
        mlcd.card("stage", mlcd.badge(version.stage), (version.stages || []).length ? "since " + mlcd.time(version.stages[version.stages.length - 1].at) : "registered " + mlcd.time(version.at)),
        ...metrics.slice(0, 3).map(([name, value]) => mlcd.card(name, number(value), "of the trial that made it")),
        validation ? mlcd.card("gate", mlcd.badge(validation.verdict), override ? (override.approved ? "approved" : "declined") + " by " + override.by : (validation.checks || []).length + " checks") : null),
      el("div", { class: "columns" },
        el("div", {}, el("h3", {}, "Where it came from"), list([
          ["trained because", (lineage.cause || build.cause || {}).summary],
          ["data", data.name ? [data.name + ", " + number(data.samples) + " samples, " + number(data.newSamples) + " new"] : undefined],
          ["data version", short(version.dataset || data.dataVersion)],
          ["study and trial", version.study ? version.study + ", trial " + version.trial : undefined],
          ["algorithm", lineage.algorithm || (version.params || {}).algorithm],
          ["parameters", Object.keys(version.params || {}).length ? el("code", {}, mlcd.params(version.params)) : undefined],
          ["commit", short(lineage.commit || resources.commit)], ["image", lineage.image || resources.image], ["agent", lineage.agent || resources.agent], ["device", resources.gpu_model || resources.device],
          ["took", mlcd.isNumber(resources.wall_seconds) ? mlcd.duration(resources.wall_seconds) : undefined],
          ["tags", (version.tags || []).join(", ")]])),
        el("div", {}, el("h3", {}, "What it is"), list([
          ...metrics.map(([name, value]) => [name, number(value) + (intervalOf(validation, name) ? "; gate: " + intervalOf(validation, name) : "")]),
          ["size", mlcd.bytes(version.bytes)], ["files", context.artifact && version.artifacts ? el("a", { href: context.artifact(version.artifacts + "/") }, version.artifacts) : version.artifacts],
          ["content", short(version.sha256)]])),
        el("div", {}, el("h3", {}, "What it went through"), (version.stages || []).length ? stageList(version) : el("p", { class: "muted" }, "Registered; nothing judged it yet."),
          override ? el("p", {}, "The gate was overridden: " + (override.approved ? "approved" : "declined") + " by " + override.by + ", " + mlcd.time(override.at) + ". " + (override.reason || "")) : null)));
  };

  const last = (all) => (all && all.length ? all[all.length - 1] : undefined);

  /** The stages that a model went through in a build, as boxes from left to right; those that did not run are left out. */
  mlcd.lineageSection = function (build) {
    const lineage = build.lineage || {};
    const cause = lineage.cause || build.cause;
    const rollout = last(build.rollouts);
    const watch = last(build.watches);
    const version = last(build.models) || {};
    const boxes = [
      cause ? ["trigger", cause.kind || "cause", cause.summary] : null,
      build.dataset || lineage.dataset ? ["data", (build.dataset || lineage.dataset).name, number((build.dataset || lineage.dataset).samples) + " samples, " + number((build.dataset || lineage.dataset).newSamples) + " new"] : null,
      lineage.study ? ["sweep", lineage.study, "trial " + lineage.trial + (lineage.algorithm ? ", " + lineage.algorithm : "")] : null,
      lineage.model || version.id ? ["model", lineage.model || version.id, Object.entries(lineage.metrics || version.metrics || {}).slice(0, 1).map(([name, value]) => name + " " + number(value)).join()] : null,
      build.validation ? ["gate", mlcd.badge(build.validation.verdict), "against " + (build.validation.baseline || "no baseline")] : null,
      rollout ? ["canary", mlcd.badge((last(rollout.phases) || {}).phase), rollout.weights.map((w) => w.weight).join(" → ") + " %"] : null,
      version.stage && ["production", "retired"].includes(version.stage) ? ["production", mlcd.badge(version.stage), "since " + mlcd.time((version.stages.find((s) => s.stage === "production") || {}).at)] : null,
      watch ? ["monitor", mlcd.badge((watch.verdict || {}).verdict || "running"), (watch.verdict || {}).reason] : null
    ].filter(Boolean);
    return boxes.length < 2 ? null : el("section", {}, el("h2", {}, "Lineage"),
      el("ol", { class: "lineage", "aria-label": "From the cause to production" }, boxes.map(([kind, title, note]) => el("li", {}, el("div", { class: "kind" }, kind), el("div", { class: "title" }, title), note ? el("div", { class: "note", title: note }, note) : null))));
  };
})();
