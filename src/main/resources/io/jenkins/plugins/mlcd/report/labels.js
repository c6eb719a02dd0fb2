/* The page on which people label: one sample at a time, by the keyboard or by buttons. What was captured enters the page as text and pixels, never as markup. */
(function () {
  "use strict";
  const { el } = mlcd;

  const root = document.getElementById("mlcd-labels");
  if (!root) {
    return;
  }
  const of = { ...root.dataset };
  const query = (parameters) => new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "")).toString();

  /** Asks the server, or has it do something; what goes wrong becomes one sentence. */
  async function send(what, parameters, post) {
    const head = document.head.dataset;
    const headers = { Accept: "application/json" };
    if (post && head.crumbHeader) {
      headers[head.crumbHeader] = head.crumbValue;
    }
    if (post) {
      headers["Content-Type"] = "application/x-www-form-urlencoded";
    }
    let answer;
    try {
      answer = await fetch(of.data + what + (post ? "" : "?" + query(parameters)), { method: post ? "POST" : "GET", headers, credentials: "same-origin", body: post ? query(parameters) : undefined });
    } catch (e) {
      throw new Error("the server cannot be reached; it may have been stopped");
    }
    const said = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
    if (!answer.ok) {
      const error = new Error(said.error || (answer.status === 403 || answer.status === 404 ? "this is not there, or you may not see it; perhaps you have to log in again" : "the server answered with status " + answer.status));
      error.late = answer.status === 409;
      throw error;
    }
    return said;
  }

  /* ---- what a sample looks like ---- */

  function picture(sample, small) {
    const bytes = Uint8Array.from(atob(sample.pixels), (c) => c.charCodeAt(0));
    const canvas = el("canvas", { width: sample.width, height: sample.height, role: "img", class: small ? "small" : "sample", "aria-label": described(bytes, sample) });
    const context = canvas.getContext("2d");
    const data = context.createImageData(sample.width, sample.height);
    bytes.forEach((level, i) => data.data.set([level, level, level, 255], 4 * i));
    context.putImageData(data, 0, 0);
    return canvas;
  }

  /** For those who do not see it: its size, and where its bright pixels are. */
  function described(bytes, sample) {
    const bright = [...bytes.keys()].filter((i) => bytes[i] > 127);
    const text = "Image of " + sample.width + " by " + sample.height + " pixels, " + Math.round((100 * bright.length) / bytes.length) + " % of them bright";
    if (!bright.length) {
      return text;
    }
    const columns = bright.map((i) => i % sample.width);
    const rows = bright.map((i) => Math.floor(i / sample.width));
    return text + ", from column " + (Math.min(...columns) + 1) + " to " + (Math.max(...columns) + 1) + " and from row " + (Math.min(...rows) + 1) + " to " + (Math.max(...rows) + 1);
  }

  const value = (number) => mlcd.number(number, 4);

  function row(sample) {
    const columns = [...sample.columns.filter((column) => column.unusual), ...sample.columns.filter((column) => !column.unusual)];
    const ranges = columns.some((column) => column.low !== undefined);
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Values of the sample" }, el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "column"), el("th", { scope: "col", class: "number" }, "value"), ranges ? el("th", { scope: "col" }, "usual") : null)),
      el("tbody", {}, columns.map((column) => el("tr", { class: column.unusual ? "unusual" : null },
        el("th", { scope: "row" }, column.name), el("td", { class: "number" }, value(column.value)),
        ranges ? el("td", {}, value(column.low) + " to " + value(column.high), column.unusual ? el("strong", { class: "warn" }, " unusual") : null) : null)))));
  }

  const input = (sample, small) => (sample.pixels ? picture(sample, small) : row(sample));

  /* ---- keys ---- */

  /** A key for each class: the class itself where all are single characters, else the digits and then the letters. */
  function classKeys(classes) {
    if (classes.every((name) => name.length === 1 && name === name.toLowerCase() && name !== " " && name !== "?")) {
      return classes;
    }
    const keys = [..."1234567890qwertyuiopasdfghjklzxcvbnm"];
    return classes.map((name, i) => keys[i] || "");
  }

  const free = (taken, ...wanted) => wanted.find((key) => !taken.includes(key));

  function keysOf(queue) {
    const classes = classKeys(queue.classes);
    return { classes, none: free(classes, "n", "-"), guess: free(classes, "g", "/"), comment: free(classes, "c", "+"), aside: free(classes, "a", "*") };
  }

  /* ---- the page ---- */

  const status = el("p", { class: "hidden", role: "status", "aria-live": "polite" });
  const alarm = el("p", { class: "bad", role: "alert" });
  const progress = el("div", {});
  const desk = el("div", {});
  let overview;
  let queue;
  let sample;
  let keys;
  let busy = false;
  let sawGuess = false;

  const say = (text) => { status.textContent = text; };

  function left() {
    const counts = queue.counts;
    return counts.waiting + counts.claimed + counts.labelled + counts.disagreed;
  }

  function drawProgress() {
    const counts = queue.counts;
    const total = left() + counts.settled + counts.skipped;
    const others = [["disagreed", "disagreed on"], ["labelled", "wait for a second person"], ["skipped", "skipped"], ["set aside", "set aside"]].filter(([state]) => counts[state]);
    Object.entries(heads).forEach(([state, head]) => { head.textContent = LISTS[state] + " (" + counts[state] + ")"; });
    progress.replaceChildren(
      el("div", { class: "progressline" }, el("progress", { max: Math.max(1, total), value: counts.settled, "aria-label": "Labelled samples" }),
        el("span", {}, counts.settled + " of " + total + " labelled")),
      el("p", { class: "muted" }, queue.mine + " by you", others.map(([state, text]) => ", " + counts[state] + " " + text), queue.agreement === 2 ? "; two people have to agree" : "",
        queue.fresh ? ". " + queue.fresh + " are not in a version of the data set " + queue.dataset + " yet" : ""));
  }

  async function act(what, parameters, done) {
    if (busy) {
      return;
    }
    busy = true;
    alarm.textContent = "";
    try {
      const answer = await send(what, { model: queue.model, ...parameters }, true);
      take(answer);
      say((typeof done === "function" ? done(answer) : done) + (left() ? " " + left() + " left." : " Nothing is left."));
    } catch (e) {
      alarm.textContent = e.message;
      if (e.late) {
        take(await send("next", { model: queue.model }, true).catch(() => ({ queue })));
      }
    } finally {
      busy = false;
    }
  }

  function take(answer) {
    queue = answer.queue;
    sample = answer.sample;
    sawGuess = Boolean(sample && sample.prediction);
    drawProgress();
    drawDesk(answer.last);
  }

  const label = (index) => act("label", { id: sample.id, label: queue.classes[index], sawGuess: sawGuess || undefined }, "Labelled " + queue.classes[index] + ".");
  const none = () => act("label", { id: sample.id, none: true, sawGuess: sawGuess || undefined }, "Labelled as none of the classes.");
  const skip = () => act("skip", { id: sample.id }, "Skipped.");
  const undo = () => act("undo", {}, (answer) => (answer.undone ? "Taken back." : "There is nothing to take back."));

  async function showGuess() {
    if (sample && !sawGuess) {
      const guess = await send("guess", { model: queue.model, id: sample.id }).catch((e) => { alarm.textContent = e.message; });
      if (guess) {
        sawGuess = true;
        Object.assign(sample, guess);
        drawDesk();
        say("The model guessed " + guess.prediction + ".");
      }
    }
  }

  /** Asks for a text in a dialog; the promise is of undefined when it was closed. */
  function askFor(title, name) {
    const field = el("textarea", { rows: "3", maxlength: "500", required: true, "aria-label": title });
    const dialog = el("dialog", { class: "mlcd-dialog", "aria-label": title }, el("form", { method: "dialog" }, el("h3", {}, title), field,
      el("div", { class: "toolbar" }, el("button", { value: "ok", class: "primary" }, name), el("button", { value: "", formnovalidate: true }, "Cancel"))));
    return open(dialog).then((wanted) => (wanted === "ok" && field.value.trim() ? field.value : undefined));
  }

  function open(dialog) {
    root.append(dialog);
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener("close", () => { dialog.remove(); resolve(dialog.returnValue); }));
  }

  async function comment() {
    const text = await askFor("Comment on this sample", "Keep");
    if (text) {
      act("comment", { id: sample.id, text }, "Noted.");
    }
  }

  async function setAside() {
    const text = await askFor("Why should nobody be asked about it?", "Set aside");
    if (text) {
      act("aside", { id: sample.id, text }, "Set aside.");
    }
  }

  const shown = (key) => el("kbd", {}, key === " " ? "space" : key);

  function help() {
    const lines = [...queue.classes.map((name, i) => [keys.classes[i], "label it " + name]), [keys.none, "none of the classes"], [" ", "skip: you cannot say"], ["backspace", "take back what you said last"],
      [keys.guess, "show the model's guess"], [keys.comment, "comment"], [keys.aside, "set aside"], ["?", "this help"]].filter(([key]) => key);
    open(el("dialog", { class: "mlcd-dialog", "aria-label": "Keys" }, el("form", { method: "dialog" }, el("h3", {}, "Keys"),
      el("table", {}, el("tbody", {}, lines.map(([key, text]) => el("tr", {}, el("th", { scope: "row" }, shown(key)), el("td", {}, text))))),
      el("p", { class: "muted" }, "A sample that you look at is kept for you for " + (queue.leaseSeconds % 60 ? queue.leaseSeconds + " seconds" : queue.leaseSeconds / 60 + " minutes") + ". "
        + (queue.agreement === 2 ? "Two people label each sample; where they differ, a third one settles it." : "")), el("div", { class: "toolbar" }, el("button", { class: "primary", autofocus: true }, "Close")))));
  }

  const button = (text, key, onclick, kind) => el("button", { type: "button", class: kind, onclick, "aria-keyshortcuts": key === " " ? "Space" : key || null }, el("span", { class: "name" }, text), key && key !== text ? shown(key) : null);

  function facts() {
    return el("div", { class: "facts" },
      el("p", {}, el("strong", {}, "Why it is asked: "), sample.reason.charAt(0).toUpperCase() + sample.reason.slice(1) + "."),
      sample.state === "disagreed" ? el("p", { class: "warn" }, "Two people labelled it differently; yours settles it.") : null,
      el("p", { class: "muted" }, [sample.capturedAt ? "captured " + mlcd.time(sample.capturedAt) + " UTC" : "", sample.servedBy ? "answered by " + sample.servedBy : ""].filter(Boolean).join(", ")),
      sample.prediction ? el("p", {}, "The model guessed ", el("strong", {}, sample.prediction), mlcd.isNumber(sample.confidence) ? " with confidence " + mlcd.number(sample.confidence, 3) : "", ".") : null,
      sample.comments.map((each) => el("p", { class: "comment" }, el("strong", {}, each.by + ": "), each.text)));
  }

  function drawDesk(last) {
    const said = last ? el("p", { class: "muted" }, "Of the one before, the model's guess was ", el("strong", {}, last.prediction), ".") : null;
    if (!sample) {
      desk.replaceChildren(...[said, el("p", { class: "empty" }, left() ? "Nothing is left for you: what is open waits for other people, or they look at it." : "Everything is labelled. The next build that calls mlLabels brings more."),
        el("div", { class: "toolbar" }, button("Take back", "backspace", undo))].filter(Boolean));
      return;
    }
    const focused = desk.contains(document.activeElement);
    const question = el("h2", { tabindex: "-1" }, "What is this?");
    desk.replaceChildren(...[said, question, el("div", { class: "desk" + (sample.pixels ? "" : " rows") }, el("div", { class: "input" }, input(sample)),
      el("div", { class: "choices" },
        el("div", { class: queue.classes.every((name) => name.length < 4) ? "classes" : "classes words", role: "group", "aria-label": "Classes" }, queue.classes.map((name, i) => button(name, keys.classes[i], () => label(i))), button("None of these", keys.none, none, "none")),
        el("div", { class: "toolbar" }, button("Skip", " ", skip), button("Take back", "backspace", undo), sawGuess ? null : button("Guess", keys.guess, showGuess), button("Comment", keys.comment, comment),
          button("Set aside", keys.aside, setAside), button("Keys", "?", help)),
        facts()))].filter(Boolean));
    if (focused) {
      question.focus(); // the button that had it is gone
    }
  }

  /* ---- what is set aside, and what was said ---- */

  const LISTS = { settled: "Labelled", disagreed: "Disagreed on", skipped: "Skipped", "set aside": "Set aside" };
  const SOURCES = { person: "one person", agreement: "two people", thirdPerson: "a third person", feedback: "it came back by itself" };

  async function drawList(state, place) {
    place.replaceChildren(el("p", { class: "muted", role: "status" }, "Reading …"));
    try {
      const list = await send("samples", { model: queue.model, state, limit: 60 });
      place.replaceChildren(list.total ? el("ul", { class: "samples" }, list.samples.map((each) => el("li", {}, input(each, true), el("div", {},
        each.label !== undefined ? el("p", {}, el("strong", {}, each.label || "none of the classes"), each.by && each.by !== "feedback" ? " by " + each.by : "", " (" + (SOURCES[each.source] || each.source) + ")") : null,
        each.aside ? el("p", {}, each.aside) : null,
        each.comments.map((one) => el("p", { class: "comment" }, el("strong", {}, one.by + ": "), one.text)),
        state === "set aside" ? el("button", { type: "button", class: "button", onclick: () => bringBack(each, place) }, "Ask people about it") : null)))) : el("p", { class: "empty" }, "None."),
        list.total > list.samples.length ? el("p", { class: "muted" }, "The first " + list.samples.length + " of " + list.total + ".") : "");
    } catch (e) {
      place.replaceChildren(el("p", { class: "bad", role: "alert" }, e.message));
    }
  }

  async function bringBack(each, place) {
    await act("back", { id: each.id }, "People will be asked about it.");
    drawList("set aside", place);
  }

  const heads = {};

  function lists() {
    return el("section", {}, el("h2", {}, "Samples"), Object.entries(LISTS).map(([state, title]) => {
      const place = el("div", {});
      heads[state] = el("summary", {}, title);
      const details = el("details", {}, heads[state], place);
      details.addEventListener("toggle", () => { if (details.open) { drawList(state, place); } });
      return details;
    }));
  }

  /* ---- start ---- */

  function pressed(event) {
    const typing = event.target.closest && event.target.closest("input, textarea, select, dialog");
    if (event.ctrlKey || event.altKey || event.metaKey || typing || !queue || !overview.mayLabel || document.querySelector("dialog[open]")) {
      return;
    }
    const key = event.key.toLowerCase();
    const onButton = event.target.closest && event.target.closest("button, a, summary");
    if (key === "?") {
      help();
    } else if (key === "backspace") {
      undo();
    } else if (sample && key === " " && !onButton) {
      skip();
    } else if (sample && keys.classes.includes(key)) {
      label(keys.classes.indexOf(key));
    } else if (sample && key === keys.none) {
      none();
    } else if (sample && key === keys.guess) {
      showGuess();
    } else if (sample && key === keys.comment) {
      comment();
    } else if (sample && key === keys.aside) {
      setAside();
    } else {
      return;
    }
    event.preventDefault();
  }

  async function choose(model) {
    queue = overview.queues.find((each) => each.model === model);
    keys = keysOf(queue);
    sample = undefined;
    drawProgress();
    if (overview.mayLabel) {
      await act("next", {}, "");
    } else {
      desk.replaceChildren(el("p", { class: "empty" }, overview.me ? "To see samples and label them takes the permission MLCD/Label." : "Log in to label."));
    }
  }

  async function start() {
    root.replaceChildren(el("p", { class: "muted", role: "status" }, "Loading …"));
    try {
      overview = await send("overview", {});
    } catch (e) {
      root.replaceChildren(el("p", { class: "bad", role: "alert" }, e.message));
      return;
    }
    const wanted = new URLSearchParams(window.location.search).get("model");
    const names = overview.queues.map((each) => each.model);
    const chosen = names.includes(wanted) ? wanted : names[0];
    root.replaceChildren(...[el("nav", { class: "crumbs", "aria-label": "Where you are" }, el("a", { href: of.models }, "Models"), " › ", el("a", { href: of.job }, of.jobName)), el("h1", {}, "Labels"),
      names.length > 1 ? el("nav", { class: "tabs", "aria-label": "Queues" }, names.map((name) => el("a", { href: "?" + query({ model: name }), "aria-current": name === chosen ? "page" : null }, name))) : null,
      chosen ? null : el("p", { class: "empty" }, "No sample waits for a label. A build that calls mlLabels brings some."), status, alarm, progress, desk, chosen && overview.mayLabel ? lists() : null].filter(Boolean));
    if (chosen) {
      await choose(chosen);
    }
  }

  document.addEventListener("keydown", pressed);
  start();
})();
