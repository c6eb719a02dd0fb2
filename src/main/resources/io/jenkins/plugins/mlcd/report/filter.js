/* Filters of trials, `convnet accuracy > 0.97 and (lr < 1e-3 or state = pruned)`: the language of the server's TrialFilter, for a page without one. */
(function () {
  "use strict";
  const MARKS = "()<>=!~";
  const GROUPS = ["params", "metrics", "resources"];

  const OWN = {
    trial: (t) => t.number, number: (t) => t.number, build: (t) => t.build, value: (t) => t.value, seed: (t) => t.seed, steps: (t) => t.steps || 0,
    seconds: (t) => mlcd.seconds(t.startedAt, t.endedAt), started: (t) => Date.parse(t.startedAt), ended: (t) => Date.parse(t.endedAt),
    state: (t) => t.state, algorithm: (t) => t.algorithm, study: (t) => t.study, worker: (t) => t.worker, reason: (t) => t.reason, model: (t) => t.model
  };

  /** What reads a trial's value in a column, by the column's key; undefined when there is no such column. */
  mlcd.column = function (key) {
    if (Object.hasOwn(OWN, key)) {
      return OWN[key];
    }
    const dot = key.indexOf(".");
    const group = key.slice(0, Math.max(dot, 0));
    return GROUPS.includes(group) ? (t) => own(t[group], key.slice(dot + 1)) : undefined;
  };

  const own = (object, name) => (object && Object.hasOwn(object, name) ? object[name] : undefined);

  const loosely = (name, metric) => mlcd.column(name) || ((t) => (name === metric && mlcd.isNumber(t.value) ? t.value
    : GROUPS.map((group) => own(t[group], name)).find((value) => value !== undefined)));

  function tokens(text) {
    const found = [];
    const mark = (c) => MARKS.includes(c);
    for (let i = 0; i < text.length;) {
      const c = text[i];
      if (/\s/.test(c)) {
        i += 1;
      } else if (c === "'" || c === '"') {
        const end = text.indexOf(c, i + 1);
        if (end < 0) {
          throw new Error("the quote at character " + (i + 1) + " of the filter is not closed");
        }
        found.push({ kind: "quoted", text: text.slice(i + 1, end) });
        i = end + 1;
      } else if (mark(c)) {
        const two = "<>!=".includes(c) && (text[i + 1] === "=" || (c === "!" && text[i + 1] === "~"));
        found.push({ kind: "mark", text: text.slice(i, i + (two ? 2 : 1)) });
        i += two ? 2 : 1;
      } else {
        let end = i;
        while (end < text.length && !/\s/.test(text[end]) && !mark(text[end]) && text[end] !== "'" && text[end] !== '"') {
          end += 1;
        }
        found.push({ kind: "word", text: text.slice(i, end) });
        i = end;
      }
    }
    return found;
  }

  const numberIn = (text) => (/^[-+]?[.0-9]/.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined);

  const same = (value, text, number) => (typeof value === "string" ? value.toLowerCase() === text.toLowerCase() : number !== undefined && value === number);
  const contains = (value, text) => typeof value === "string" && value.toLowerCase().includes(text.toLowerCase());

  function comparison(read, operator, text) {
    const limit = numberIn(text);
    const ordered = { "<": (v) => v < limit, "<=": (v) => v <= limit, ">": (v) => v > limit, ">=": (v) => v >= limit }[operator];
    if (ordered && limit === undefined) {
      throw new Error("the filter compares with " + operator + " '" + text + "', which is no number");
    }
    switch (operator) {
      case "=": case "==": return (t) => same(read(t), text, limit);
      case "!=": return (t) => !same(read(t), text, limit);
      case "~": return (t) => contains(read(t), text);
      case "!~": return (t) => !contains(read(t), text);
      default:
        if (!ordered) {
          throw new Error("the filter has the comparison '" + operator + "'; there are = != < <= > >= ~ !~");
        }
        return (t) => typeof read(t) === "number" && ordered(read(t));
    }
  }

  const hasWord = (t, word) => [t.state, t.algorithm, t.worker, t.reason, t.study, ...Object.values(t.params || {}), ...Object.values(t.resources || {})]
    .some((value) => contains(value, word));

  /** The function that says whether a trial passes the filter; throws an Error with one sentence when the filter is none. */
  mlcd.filter = function (text, metric) {
    const all = tokens(text);
    let next = 0;
    const is = (word) => next < all.length && ((all[next].kind === "mark" && all[next].text === word) || (all[next].kind === "word" && all[next].text.toLowerCase() === word));
    const takes = (word) => { const here = is(word); next += here ? 1 : 0; return here; };
    const operand = () => {
      if (next === all.length) {
        throw new Error("the filter ends where a name or a value is expected");
      }
      const token = all[next];
      next += 1;
      if (token.kind === "mark") {
        throw new Error("the filter has a '" + token.text + "' where a name or a value is expected");
      }
      return token.text;
    };
    const positive = () => {
      if (takes("(")) {
        const inner = either();
        if (!takes(")")) {
          throw new Error("a bracket of the filter is not closed");
        }
        return inner;
      }
      const left = operand();
      if (next === all.length || all[next].kind !== "mark" || is("(") || is(")")) {
        return (t) => hasWord(t, left);
      }
      const operator = all[next].text;
      next += 1;
      return comparison(loosely(left, metric), operator, operand());
    };
    const one = () => {
      let not = false;
      while (takes("not")) {
        not = !not;
      }
      const kept = positive();
      return not ? (t) => !kept(t) : kept;
    };
    const both = () => {
      const parts = [one()];
      while (next < all.length && !is(")") && !is("or")) {
        takes("and");
        parts.push(one());
      }
      return (t) => parts.every((part) => part(t));
    };
    function either() {
      const parts = [both()];
      while (takes("or")) {
        parts.push(both());
      }
      return (t) => parts.some((part) => part(t));
    }
    if (!all.length) {
      return () => true;
    }
    const kept = either();
    if (next < all.length) {
      throw new Error("the filter has a '" + all[next].text + "' too much");
    }
    return kept;
  };
})();
