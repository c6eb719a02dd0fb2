/* Texts, numbers and elements. Everything that a trial or an agent wrote enters the page as text, never as markup. */
const mlcd = window.mlcd || (window.mlcd = {});

(function () {
  "use strict";

  /** An element with attributes and children; a child that is no element becomes a text node. */
  mlcd.el = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) {
        element.addEventListener(name.slice(2), value);
      } else if (value !== undefined && value !== null && value !== false) {
        element.setAttribute(name, value === true ? "" : value);
      }
    }
    for (const child of children.flat(Infinity)) {
      if (child !== undefined && child !== null && child !== false) {
        element.append(child instanceof Node ? child : document.createTextNode(String(child)));
      }
    }
    return element;
  };

  mlcd.isNumber = (value) => typeof value === "number" && Number.isFinite(value);

  /** A number in at most `digits` significant digits, without trailing zeros; other values as they are. */
  mlcd.number = function (value, digits = 4) {
    if (!mlcd.isNumber(value)) {
      return value === undefined || value === null ? "–" : String(value);
    }
    if (Number.isInteger(value) && Math.abs(value) < 1e15) {
      return value.toLocaleString("en-US");
    }
    const text = value.toPrecision(digits);
    return text.includes("e") ? text : String(Number(text));
  };

  mlcd.percent = (value, digits = 1) => (mlcd.isNumber(value) ? (100 * value).toFixed(digits) + " %" : "–");

  mlcd.interval = (pair) =>
    Array.isArray(pair) && pair.length === 2 ? mlcd.number(pair[0]) + " to " + mlcd.number(pair[1]) : "–";

  mlcd.duration = function (seconds) {
    if (!mlcd.isNumber(seconds)) {
      return "–";
    }
    if (seconds < 60) {
      return (seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)) + " s";
    }
    const minutes = Math.floor(seconds / 60);
    const rest = Math.round(seconds - 60 * minutes);
    return minutes < 60 ? minutes + " min " + rest + " s" : Math.floor(minutes / 60) + " h " + (minutes % 60) + " min";
  };

  mlcd.bytes = function (value) {
    if (!mlcd.isNumber(value)) {
      return "–";
    }
    const units = ["B", "kB", "MB", "GB", "TB"];
    let unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit += 1;
    }
    return (unit === 0 ? value : value.toFixed(1)) + " " + units[unit];
  };

  mlcd.time = (iso) => (iso && !/^1970-01-01T00:00:00(\.0+)?Z$/.test(iso) ? String(iso).replace("T", " ").replace(/\.\d+Z?$|Z$/, "") : "–");

  mlcd.seconds = (from, to) => (from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : undefined);

  const TONES = {
    good: ["PASS", "SUCCESS", "complete", "succeeded", "ok", "production", "promoted", "started", "completed", "goal"],
    warn: ["INCONCLUSIVE", "UNSTABLE", "pruned", "alert", "NOT_BUILT", "suppressed", "canary", "validated", "merged", "lost", "waiting", "timeout", "paused"],
    bad: ["FAIL", "ERROR", "FAILURE", "ABORTED", "failed", "retrain", "rejected", "rollingBack", "aborted"]
  };

  mlcd.tone = (word) => Object.keys(TONES).find((tone) => TONES[tone].includes(word)) || "neutral";

  mlcd.badge = (word) => mlcd.el("span", { class: "badge " + mlcd.tone(word) }, word === undefined ? "–" : word);

  /** Parameters as one line, `lr=0.01, batch=64`. */
  mlcd.params = (params) =>
    Object.entries(params || {}).map(([name, value]) => name + "=" + mlcd.number(value)).join(", ") || "–";

  mlcd.card = (label, figure, note) =>
    mlcd.el("div", { class: "card" },
      mlcd.el("div", { class: "label" }, label), mlcd.el("div", { class: "figure" }, figure),
      note ? mlcd.el("div", { class: "note" }, note) : null);
})();
