/* Puts the sections on a page: of a report, which holds its document, or of a server, which is asked for it. */
(function () {
  "use strict";
  const { el, number } = mlcd;

  function buildPage(build) {
    return el("div", {},
      el("p", { class: "muted" }, "Build " + build.number + " started " + mlcd.time(build.startedAt) + " UTC, took "
        + mlcd.duration(build.durationMillis / 1000) + ", ended ", mlcd.badge(build.result)),
      build.cause ? el("p", {}, el("strong", {}, "Why it ran: "), build.cause.summary) : null,
      mlcd.lineageSection(build),
      build.dataset ? mlcd.datasetSection(build.dataset) : null,
      build.studies.map((study) => mlcd.studySection(study)),
      build.validation ? mlcd.validationSection(build.validation) : null,
      build.rollouts.map(mlcd.rolloutSection),
      build.watches.map(mlcd.watchSection),
      build.studies.length || build.validation || build.dataset || build.rollouts.length ? null : el("p", {}, "This build recorded no machine-learning step."));
  }

  /** Tabs over pages `[{id, title, make}]`, by the address' fragment; a page is made when it is first seen. */
  function tabs(label, all) {
    const made = new Map();
    const content = el("div", {});
    const links = all.map((page) => el("a", { href: "#" + page.id }, page.title));
    const go = () => {
      const index = Math.max(0, all.findIndex((page) => "#" + page.id === window.location.hash));
      links.forEach((link, position) => (position === index ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current")));
      if (!made.has(index)) {
        made.set(index, all[index].make());
      }
      content.replaceChildren(...[made.get(index)].flat());
    };
    window.addEventListener("hashchange", go);
    go();
    return [all.length > 1 ? el("nav", { class: "tabs", "aria-label": label }, links) : null, content].filter(Boolean);
  }

  mlcd.show = function (document, root) {
    root.replaceChildren(el("h1", {}, document.job), el("p", { class: "muted" }, "What trained these models, what let them through, and what is in production."),
      ...tabs("Builds", [{ id: "loop", title: "The loop", make: () => mlcd.loopSection(document) },
        ...document.builds.map((build) => ({ id: "build-" + build.number, title: "Build " + build.number, make: () => buildPage(build) }))]));
  };

  const query = (parameters) => new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "" && value !== undefined && value !== false)).toString();

  /** Asks the server; what goes wrong becomes one sentence. */
  async function ask(address) {
    let answer;
    try {
      answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    } catch (e) {
      throw new Error("the server cannot be reached; it may have been stopped");
    }
    if (!answer.ok) {
      const said = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? (await answer.json()).error : undefined;
      throw new Error(said || (answer.status === 403 || answer.status === 404 ? "this is not there, or you may not see it" : "the server answered with status " + answer.status));
    }
    return answer.json();
  }

  const rowsOf = (address, more) => (wanted) => ask(address + "?" + query({ ...more, filter: wanted.filter, sort: wanted.sort, descending: wanted.descending, offset: wanted.offset, limit: wanted.limit }));

  const POLL = 3000;
  const merged = (study, fresh) => {
    const trials = new Map(study.trials.map((trial) => [trial.number, trial]));
    (fresh.trials || []).forEach((trial) => trials.set(trial.number, trial));
    const start = study.startedAt || fresh.startedAt;
    const best = study.bestSoFar.slice();
    const wins = fresh.direction === "minimize" ? (a, b) => a < b : (a, b) => a > b;
    (fresh.trials || []).filter((trial) => trial.state === "complete" && mlcd.isNumber(trial.value)).sort((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt)).forEach((trial) => {
      if (!best.length || wins(trial.value, best[best.length - 1][1])) {
        best.push([mlcd.seconds(start, trial.endedAt), trial.value, trial.number]);
      }
    });
    return { ...fresh, trials: [...trials.values()].sort((a, b) => a.number - b.number), bestSoFar: best };
  };

  /** Asks every three seconds what is new, while the page is looked at and the sweep runs. */
  function follow(data, study, section) {
    const look = async () => {
      if (document.hidden) {
        return setTimeout(look, POLL);
      }
      try {
        const fresh = await ask(data + "study?" + query({ name: study.name, since: study.offset }));
        if (fresh.offset !== study.offset) {
          section.update(fresh.more ? await ask(data + "study?" + query({ name: study.name })) : merged(study, fresh));
        }
      } catch (e) {
        // The next look may be luckier.
      }
      return study.ended ? undefined : setTimeout(look, POLL);
    };
    if (!study.ended) {
      setTimeout(look, POLL);
    }
  }

  function sourceOf(of, build, study) {
    return { rows: rowsOf(of.data + "trials", { study: study.name }), context: {
      links: (trial) => [["log", of.data + "log?" + query({ study: study.name, trial: trial.number })], ...(trial.model && !/^[a-z][a-z0-9+.-]*:/.test(trial.model) ? [["model", of.run + "artifact/" + path(trial.model) + "/"]] : [])],
      compare: (ids) => { window.location.href = of.compare + "?" + query({ trials: ids.join(",") }); },
      csv: (wanted) => of.data + "csv?" + query({ study: study.name, filter: wanted.filter, sort: wanted.sort, descending: wanted.descending })
    } };
  }

  const path = (text) => text.split("/").map(encodeURIComponent).join("/");

  const waiting = (what) => el("p", { class: "muted", role: "status" }, what);

  /** A place that is filled when what it needs has come. */
  function later(promise, what) {
    const place = el("div", {}, waiting(what));
    promise.then((content) => place.replaceChildren(...[content].flat(2).filter(Boolean)), (e) => place.replaceChildren(el("p", { class: "bad", role: "alert" }, e.message)));
    return place;
  }

  function studyPage(of, build, name) {
    return later(ask(of.data + "study?" + query({ name })).then((study) => {
      const section = mlcd.studySection(study, sourceOf(of, build, study));
      follow(of.data, study, section);
      return section;
    }), "Reading the trials …");
  }

  const artifact = (of) => (name) => of.run + "artifact/" + path(name);

  function modelPage(of, build) {
    const studies = [...new Set(build.models.map((version) => version.study).filter(Boolean))];
    return later(Promise.all(studies.map((name) => ask(of.data + "trials?" + query({ study: name, filter: "number = " + (build.models.find((v) => v.study === name) || {}).trial, limit: 1 })).then((answer) => [name, answer.rows[0]], () => [name, undefined])))
      .then((best) => [mlcd.lineageSection(build), build.models.map((version) => mlcd.modelCard(version, { ...build, best: Object.fromEntries(best) }, { artifact: artifact(of) }))]), "Reading the model …");
  }

  function runPages(of, build) {
    const pages = [
      ...build.studies.map((name) => ({ id: "sweep-" + name, title: build.studies.length > 1 ? "Experiments: " + name : "Experiments", make: () => studyPage(of, build, name) })),
      build.models.length || build.lineage ? { id: "model", title: "Model", make: () => modelPage(of, build) } : null,
      build.dataset ? { id: "data", title: "Data", make: () => mlcd.datasetSection(build.dataset) } : null,
      build.validation ? { id: "gate", title: "Gate", make: () => mlcd.validationSection(build.validation) } : null,
      build.rollouts.length ? { id: "canary", title: "Canary", make: () => build.rollouts.map(mlcd.rolloutSection) } : null,
      build.watches.length ? { id: "monitor", title: "Monitor", make: () => build.watches.map(mlcd.watchSection) } : null
    ].filter(Boolean);
    return pages.length ? pages : [{ id: "nothing", title: "Nothing yet", make: () => el("p", { class: "empty" }, "This build has recorded no machine-learning step yet. The page shows a sweep, a gate, a rollout or a watch as soon as one begins; load it again then.") }];
  }

  const crumbs = (of, ...more) => el("nav", { class: "crumbs", "aria-label": "Where you are" }, el("a", { href: of.models }, "Models"), of.job ? [" › ", el("a", { href: of.job }, of.jobName)] : null, more);

  const PAGES = {
    run: (of, root) => ask(of.data + "overview").then((build) => root.replaceChildren(...[
      crumbs(of, " › #" + build.number), el("h1", {}, build.job + " #" + build.number),
      el("p", { class: "muted" }, "started " + mlcd.time(build.startedAt) + " UTC" + (build.durationMillis ? ", took " + mlcd.duration(build.durationMillis / 1000) : ""), ", ", mlcd.badge(build.result), build.cause ? " " + build.cause.summary : ""),
      ...tabs("Stages of the build", runPages(of, build))])),
    job: (of, root) => ask(of.data + "overview").then((document) => root.replaceChildren(
      crumbs(of), el("h1", {}, document.job), el("p", {}, el("a", { class: "button", href: of.compare }, "Compare trials"), of.labels ? [" ", el("a", { class: "button", href: of.labels }, "Labels")] : null),
      mlcd.jobSection(document, (build) => el("a", { href: of.job.replace(/mlcd\/$/, "") + build + "/mlcd/" }, String(build)), Date.now()))),
    models: (of, root) => ask(of.data + "overview").then((document) => root.replaceChildren(
      el("h1", {}, "Models"), el("p", { class: "muted" }, "What is in production, over all jobs that you may read."), el("p", {}, el("a", { class: "button", href: of.models + "compare" }, "Compare trials")), ...[mlcd.modelsSection(document, (model) => of.root + model.url + "mlcd/")].flat(2))),
    compare: (of, root) => compare(of, root, oneJob(of)),
    compareJobs: (of, root) => ask(of.data + "jobs").then((document) => compare(of, root, severalJobs(of, document.jobs)))
  };

  const ofJob = (job) => (trial) => encodeURIComponent(job) + ":" + mlcd.trialId(trial);

  /** What is chosen from on the page of a job: the trials of all of its builds. */
  function oneJob(of) {
    return {
      address: (trial) => of.job.replace(/mlcd\/$/, "") + trial.build + "/mlcd/#sweep-" + trial.study,
      more: (ids) => el("a", { class: "button", href: of.models + "compare?" + query({ trials: ids.map((id) => encodeURIComponent(of.jobName) + ":" + id).join(",") }) }, "Add trials of other jobs"),
      heading: "Trials of all builds",
      chooser: (context) => mlcd.trialGrid({ name: "compare", columns: { params: [], metrics: [], resources: [] } }, rowsOf(of.data + "trials", {}), { ...context,
        csv: (wantedRows) => of.data + "csv?" + query({ filter: wantedRows.filter, sort: wantedRows.sort, descending: wantedRows.descending }) })
    };
  }

  /** On the page of all jobs: those of one job after the other. */
  function severalJobs(of, jobs) {
    const urls = new Map(jobs.map((job) => [job.name, of.root + job.url]));
    const gridOf = (job, context) => mlcd.trialGrid({ name: "compare", columns: { params: [], metrics: [], resources: [] } }, rowsOf(urls.get(job) + "mlcd/trials", {}), { ...context, id: ofJob(job) });
    return {
      address: (trial) => (urls.get(trial.job) || of.root) + trial.build + "/mlcd/#sweep-" + trial.study,
      more: () => null,
      heading: "Trials of a job",
      chooser: (context) => {
        if (!jobs.length) {
          return el("p", { class: "empty" }, "There is no job that you may read.");
        }
        const first = [...context.chosen].map((id) => decodeURIComponent(id.slice(0, id.lastIndexOf(":")))).find((job) => urls.has(job)) || jobs[0].name;
        const place = el("div", {}, gridOf(first, context));
        const select = el("select", { "aria-label": "Job", onchange: (event) => place.replaceChildren(gridOf(event.target.value, context)) }, jobs.map((job) => el("option", { selected: job.name === first }, job.name)));
        const chooser = el("div", {}, el("p", {}, el("label", {}, "Job ", select)), place);
        chooser.refresh = () => place.firstChild.refresh();
        return chooser;
      }
    };
  }

  async function compare(of, root, from) {
    const wanted = () => (new URLSearchParams(window.location.search).get("trials") || "").split(",").filter(Boolean);
    const place = el("div", {});
    const chosen = new Set(wanted());
    const context = { run: from.address, remove: (id) => { chosen.delete(id); set([...chosen]); } };
    const draw = () => {
      const ids = wanted();
      const parameters = query({ trials: ids.join(",") });
      other.replaceChildren(...[from.more(ids)].filter(Boolean));
      place.replaceChildren(ids.length ? later(ask(of.data + "comparison?" + parameters).then((document) => mlcd.compareSection(document, { ...context, csv: of.data + "comparisonCsv?" + parameters, json: of.data + "comparison?" + parameters })), "Reading " + ids.length + " trials …")
        : el("p", { class: "empty" }, "Choose trials below, of any builds, and press Compare."));
    };
    const set = (ids) => {
      window.history.pushState(null, "", "?" + query({ trials: ids.join(",") }));
      chosen.clear();
      ids.forEach((id) => chosen.add(id));
      draw();
      if (grid.refresh) {
        grid.refresh();
      }
      root.scrollIntoView();
    };
    window.addEventListener("popstate", draw);
    const other = el("p", {});
    const grid = from.chooser({ builds: true, chosen, compare: set });
    root.replaceChildren(crumbs(of), el("h1", {}, "Compare trials"), other, place, el("h2", {}, from.heading), grid);
    draw();
  }

  /** What is at fault is said on the page, in one sentence. */
  function start(root) {
    const of = { ...root.dataset };
    root.replaceChildren(waiting("Loading …"));
    PAGES[of.page](of, root).catch((e) => root.replaceChildren(el("p", { class: "bad", role: "alert" }, e.message)));
  }

  const data = window.document.getElementById("mlcd-data");
  const root = window.document.getElementById("mlcd-page");
  if (data) {
    mlcd.show(JSON.parse(data.textContent), root);
  } else if (root && root.dataset.page) {
    start(root);
  }
})();
