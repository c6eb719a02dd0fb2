/* A figure: a chart by ECharts with a table of the same facts below it. Charts follow size and colour scheme. */
(function () {
  "use strict";
  const { el } = mlcd;
  const live = new Set();

  function colours() {
    const style = getComputedStyle(document.querySelector(".mlcd"));
    const read = (name) => style.getPropertyValue("--" + name).trim();
    return {
      text: read("text"), muted: read("muted"), line: read("line"), panel: read("panel"), background: read("bg"),
      good: read("good"), warn: read("warn"), bad: read("bad"), neutral: read("neutral"), accent: read("accent"),
      series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => read("c" + number))
    };
  }

  function base(palette) {
    return {
      color: palette.series, backgroundColor: "transparent", animation: false, textStyle: { color: palette.text, fontFamily: "inherit" },
      aria: { enabled: true }, grid: { left: 58, right: 22, top: 40, bottom: 46 },
      tooltip: { trigger: "item", confine: true, backgroundColor: palette.background, borderColor: palette.line, textStyle: { color: palette.text } },
      legend: { type: "scroll", top: 0, textStyle: { color: palette.text }, pageTextStyle: { color: palette.text }, pageIconColor: palette.accent }
    };
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
    entry.chart.setOption({ ...base(palette), ...entry.option(palette, entry.canvas.clientWidth) }, true);
    entry.chart.resize();
  }

  /**
   * title and caption say what is to be seen; option(palette, width) returns the ECharts option; twin is the table of the same facts.
   * options: {wide: takes the whole row, height: in pixels}.
   */
  mlcd.chart = function (title, caption, option, twin, { wide, height } = {}) {
    if (!window.echarts) {
      return el("figure", { class: wide ? "wide" : null }, el("h3", {}, title), twin);
    }
    const canvas = el("div", { class: "canvas", style: height ? "height: " + height + "px" : null, role: "img", "aria-label": title + ". " + caption + " The table below has the same facts." });
    const entry = { canvas, option };
    live.add(entry);
    new ResizeObserver(() => draw(entry)).observe(canvas);
    return el("figure", { class: wide ? "wide" : null }, el("h3", {}, title), el("figcaption", {}, caption), canvas,
      twin ? el("details", {}, el("summary", {}, "As a table"), twin) : null);
  };

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => live.forEach(draw));
})();
