/* Puts the sections on the page and switches between the loop and its builds by the address' fragment. */
(function () {
  "use strict";
  const { el } = mlcd;

  function buildPage(build) {
    return el("div", {},
      el("p", { class: "muted" }, "Build " + build.number + " started " + mlcd.time(build.startedAt) + " UTC, took "
        + mlcd.duration(build.durationMillis / 1000) + ", ended ", mlcd.badge(build.result)),
      build.cause ? el("p", {}, el("strong", {}, "Why it ran: "), build.cause.summary) : null,
      build.dataset ? mlcd.datasetSection(build.dataset) : null,
      build.studies.map(mlcd.studySection),
      build.validation ? mlcd.validationSection(build.validation) : null,
      build.rollouts.map(mlcd.rolloutSection),
      build.watches.map(mlcd.watchSection),
      build.studies.length || build.validation || build.dataset || build.rollouts.length ? null : el("p", {}, "This build recorded no machine-learning step."));
  }

  function pages(document) {
    return [{ id: "loop", title: "The loop", make: () => mlcd.loopSection(document) },
      ...document.builds.map((build) => ({ id: "build-" + build.number, title: "Build " + build.number, make: () => buildPage(build) }))];
  }

  mlcd.show = function (document, root) {
    const all = pages(document);
    const made = new Map();
    const content = el("div", {});
    const links = all.map((page) => el("a", { href: "#" + page.id }, page.title));
    const go = () => {
      const index = Math.max(0, all.findIndex((page) => "#" + page.id === window.location.hash));
      links.forEach((link, position) => (position === index ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current")));
      if (!made.has(index)) {
        made.set(index, all[index].make());
      }
      content.replaceChildren(made.get(index));
    };
    root.replaceChildren(el("h1", {}, document.job), el("p", { class: "muted" }, "What trained these models, what let them through, and what is in production."),
      el("nav", { class: "tabs", "aria-label": "Builds" }, links), content);
    window.addEventListener("hashchange", go);
    go();
  };

  const data = window.document.getElementById("mlcd-data");
  if (data) {
    mlcd.show(JSON.parse(data.textContent), window.document.getElementById("mlcd-page"));
  }
})();
