/* A study with several objectives: its Pareto front, the trials that no other one beats. */
(function () {
  "use strict";
  const { number, isNumber } = mlcd;

  /** The objectives, `[{metric, direction}]`; none for a study that has one metric. */
  const objectives = (study) => Object.entries((study.definition || {}).metrics || {}).map(([metric, direction]) => ({ metric, direction }));

  /** How good a trial is in an objective: more is better. */
  const worth = (trial, objective) => (objective.direction === "minimize" ? -1 : 1) * trial.metrics[objective.metric];

  function beats(one, other, all) {
    const apart = all.map((objective) => worth(one, objective) - worth(other, objective));
    return apart.every((difference) => difference >= 0) && (apart.some((difference) => difference > 0) || one.number < other.number);
  }

  /** Best in the first objective first, equal ones by the next. */
  const order = (all) => (a, b) => all.map((objective) => worth(b, objective) - worth(a, objective)).find((difference) => difference !== 0) || a.number - b.number;

  /** The trials that count, and those of them on the front, both in that order. */
  function front(study, all) {
    const trials = study.trials.filter((trial) => trial.state === "complete" && trial.metrics && all.every((objective) => isNumber(trial.metrics[objective.metric])))
      .sort(order(all));
    return { trials, best: trials.filter((trial) => !trials.some((other) => other !== trial && beats(other, trial, all))) };
  }

  function frontChart(study, all, first, second, twin) {
    const { trials, best } = front(study, all);
    const place = (trial) => [trial.metrics[first.metric], trial.metrics[second.metric]];
    const dot = (trial) => mlcd.escape("trial " + trial.number + " " + (trial.algorithm || "") + ", "
      + all.map((objective) => objective.metric + " " + number(trial.metrics[objective.metric])).join(", ")) + "<br>" + mlcd.escape(mlcd.params(trial.params));
    const series = (name, list, look) => ({ name, type: "scatter", data: list.map(place), tooltip: { formatter: (item) => dot(list[item.dataIndex]) }, ...look });
    const option = (palette) => ({
      xAxis: mlcd.axis(palette, first.metric + " (" + first.direction + ")"), yAxis: mlcd.yAxis(palette, second.metric + " (" + second.direction + ")"),
      series: [series("beaten", trials.filter((trial) => !best.includes(trial)), { symbolSize: 7, itemStyle: { color: palette.neutral, opacity: 0.7 } }),
        series("on the front", best, { symbolSize: 12, symbol: "diamond", itemStyle: { color: palette.accent } })]
    });
    return mlcd.chart("Pareto front: " + first.metric + " and " + second.metric,
      best.length + " of " + trials.length + " trials are on the front: none is at least as good in every metric and better in one.", option, twin);
  }

  /** A chart for the first objective with each other one; nothing for a study of one metric. */
  mlcd.frontCharts = function (study) {
    const all = objectives(study);
    if (all.length < 2) {
      return null;
    }
    const table = () => mlcd.table([{ name: "trial", value: (t) => t.number, number: true, header: true }, { name: "algorithm", value: (t) => t.algorithm },
      ...all.map((objective) => ({ name: objective.metric, value: (t) => t.metrics[objective.metric], number: true })),
      { name: "parameters", value: (t) => mlcd.params(t.params) }], front(study, all).best, { caption: "Pareto front of " + study.name });
    return all.slice(1).map((objective) => frontChart(study, all, all[0], objective, table()));
  };
})();
