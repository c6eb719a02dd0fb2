/* A figure: a chart by ECharts with a table of the same facts below it. Charts follow size and colour scheme. */
(function () {
  "use strict";
  const { el } = mlcd;
  const live = new Set();

  /** A colour as ECharts reads it: a page may write its colours in ways that only a browser knows. */
  function plain(colour, brush) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = "#000";
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return a === 255 ? "rgb(" + r + "," + g + "," + b + ")" : "rgba(" + r + "," + g + "," + b + "," + a / 255 + ")";
  }

  let brush;

  function colours() {
    const root = document.querySelector(".mlcd");
    const probe = root.appendChild(el("span", { hidden: true }));
    brush = brush || el("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    const read = (name) => {
      probe.style.color = "var(--m-" + name + ")";
      return plain(getComputedStyle(probe).color, brush);
    };
    const palette = {
      text: read("text"), muted: read("muted"), line: read("line"), panel: read("panel"), background: read("bg"),
      good: read("good"), warn: read("warn"), bad: read("bad"), neutral: read("neutral"), accent: read("accent"),
      series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => read("c" + number))
    };
    probe.remove();
    return palette;
  }

  function base(palette) {
    return {
      color: palette.series, backgroundColor: "transparent", animation: false, textStyle: { color: palette.text, fontFamily: "inherit" },
      aria: { enabled: true }, grid: { left: 58, right: 22, top: 40, bottom: 46 },
      tooltip: tooltip(palette),
      legend: { type: "scroll", top: 0, textStyle: { color: palette.text }, pageTextStyle: { color: palette.text }, pageIconColor: palette.accent }
    };
  }

  /** Text only: what ECharts would build by itself carries style attributes, which a page's security policy may forbid. */
  const tooltip = (palette) => ({ trigger: "item", confine: true, backgroundColor: palette.background, borderColor: palette.line, textStyle: { color: palette.text, fontSize: 13 },
    formatter: (item) => mlcd.escape([item.seriesName, item.name, shown(item.value)].filter((text) => text && !/^series/.test(text)).join(": ")) });

  const shown = (value) => (Array.isArray(value) ? value.map((v) => mlcd.number(v)).join(", ") : mlcd.number(value));

  const ofAxis = (show) => (items) => [mlcd.escape(mlcd.number(items[0].axisValue)), ...items.map((item) => {
    const value = Array.isArray(item.value) ? item.value[item.value.length - 1] : item.value;
    return mlcd.escape(item.seriesName + ": " + (value === null || value === undefined ? "–" : (show || mlcd.number)(value)));
  })].join("<br>");

  function withTooltip(palette, option) {
    const own = option.tooltip || {};
    const formatter = own.formatter || (own.trigger === "axis" ? ofAxis(own.valueFormatter) : undefined);
    return { ...option, tooltip: { ...tooltip(palette), ...own, ...(formatter ? { formatter } : {}) } };
  }

  /** An axis in the page's colours. */
  mlcd.axis = (palette, name, extra = {}) => ({
    type: "value", scale: true, name, nameLocation: "middle", nameGap: 30, nameTextStyle: { color: palette.muted },
    axisLabel: { color: palette.muted, hideOverlap: true }, axisLine: { lineStyle: { color: palette.line } },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.6 } }, ...extra
  });

  mlcd.yAxis = (palette, name, extra = {}) => mlcd.axis(palette, name, { nameGap: 42, ...extra });

  /** ECharts shows what a tooltip formatter returns as markup, so every text in it goes through here. */
  mlcd.escape = (text) => String(text).replace(/[&<>"']/g, (c) => "&#" + c.charCodeAt(0) + ";");

  function draw(entry) {
    const palette = colours();
    if (!entry.canvas.clientWidth) {
      return;
    }
    entry.chart = entry.chart || echarts.init(entry.canvas, null, { renderer: "canvas" });
    entry.chart.setOption({ ...base(palette), ...withTooltip(palette, entry.option(palette, entry.canvas.clientWidth)) }, true);
    entry.chart.resize();
  }

  /** Charts wait here to be drawn, each in a task of its own, those in view first: the page answers meanwhile. */
  const queue = new Set();
  let drawing = false;

  function inView(entry) {
    const box = entry.canvas.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  }

  function drawNext() {
    const entry = [...queue].find(inView) || queue.values().next().value;
    drawing = entry !== undefined;
    if (drawing) {
      queue.delete(entry);
      draw(entry);
      setTimeout(drawNext);
    }
  }

  function later(entry) {
    queue.add(entry);
    if (!drawing) {
      drawing = true;
      requestAnimationFrame(() => setTimeout(drawNext));
    }
  }

  /** Below the chart, made when it is first opened: a thousand rows that nobody looks at take their time, too. */
  function asTable(twin) {
    const summary = el("summary", {}, "As a table");
    const details = el("details", {}, summary);
    summary.addEventListener("click", () => {
      details.querySelectorAll(":scope > :not(summary)").forEach((old) => old.remove());
      details.append(typeof twin === "function" ? twin() : twin);
    });
    return details;
  }

  /**
   * title and caption say what is to be seen; option(palette, width) returns the ECharts option; twin is the table of the same facts, or
   * returns it. options: {wide: takes the whole row, height: in pixels, tools: elements above the chart}. The figure's refresh() draws anew.
   */
  mlcd.chart = function (title, caption, option, twin, { wide, height, tools } = {}) {
    if (!window.echarts) {
      return el("figure", { class: wide ? "wide" : null }, el("h3", {}, title), typeof twin === "function" ? twin() : twin);
    }
    const canvas = el("div", { class: "canvas", role: "img", "aria-label": title + ". " + caption + " The table below has the same facts." });
    if (height) {
      canvas.style.height = height + "px";
    }
    const entry = { canvas, option };
    live.add(entry);
    new ResizeObserver(() => later(entry)).observe(canvas);
    const figure = el("figure", { class: wide ? "wide" : null }, el("div", { class: "figurehead" }, el("h3", {}, title), tools), el("figcaption", {}, caption), canvas, twin ? asTable(twin) : null);
    figure.refresh = () => later(entry);
    return figure;
  };

  const redraw = () => live.forEach((entry) => (entry.canvas.isConnected ? later(entry) : live.delete(entry)));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
})();
