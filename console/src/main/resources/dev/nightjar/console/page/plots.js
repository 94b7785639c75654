// The plots of the last hour, drawn by uPlot. Their colours are those of the theme.

import uPlot from "./uplot/uPlot.esm.js";
import { number, latency, hourAndMinute, setText } from "./words.js";

const HOUR = 3600;
const SHORTEST = 300;

export class Plots {
  #points = []; // [end in seconds, events/s, median, 99th percentile, reconnects, backlog]
  #plots = [];
  #now;
  #width = new ResizeObserver(() => this.#resize());

  constructor(now) {
    this.#now = now;
    this.restyle();
    for (const plot of this.#plots) this.#width.observe(plot.box);
  }

  replaceAll(points) {
    this.#points = points;
    this.#draw();
  }

  add(point) {
    while (this.#points.length > 0 && this.#points.at(-1)[0] >= point[0]) this.#points.pop(); // the clock was put back
    this.#points.push(point);
    while (this.#points.length > 720) this.#points.shift();
    this.#draw();
  }

  // Makes the plots anew, in the colours of the theme.
  restyle() {
    const probe = document.body.appendChild(document.createElement("span"));
    const colour = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    for (const plot of this.#plots) plot.chart.destroy();
    const accent = { stroke: colour("accent"), width: 1.5, fill: colour("fill") };
    const bars = { stroke: colour("second"), fill: colour("second"), paths: uPlot.paths.bars({ size: [0.7, 12], align: 1 }) };
    this.#plots = [
      this.#make("rate", [accent], number, colour),
      this.#make("latency", [
        { stroke: colour("accent"), width: 1.5 },
        { stroke: colour("second"), width: 1.5, dash: [5, 3] },
      ], (value) => number(value) + " ms", colour),
      this.#make("reconnects", [bars], number, colour),
      this.#make("backlog", [accent], number, colour),
    ];
    probe.remove();
    this.#draw();
  }

  #make(name, series, format, colour) {
    const box = document.getElementById("plot-" + name);
    const grid = { stroke: colour("line"), width: 1 };
    const axis = { stroke: colour("soft"), font: "11px system-ui, sans-serif", grid, ticks: { show: false } };
    const chart = new uPlot({
      width: Math.max(100, box.clientWidth),
      height: 150,
      padding: [6, 6, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: "hour" }, y: false, points: { size: 6 }, drag: { x: false, y: false } },
      scales: {
        x: { time: true, range: () => this.#range() },
        y: { range: (plot, low, high) => [0, Math.max(high * 1.1, 1)] },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 22, space: 48, values: (plot, at) => at.map((t) => hourAndMinute(t * 1000)) },
        { ...axis, size: name === "latency" ? 56 : 44, space: 30, values: (plot, values) => values.map(format) },
      ],
      series: [{}, ...series.map((one) => ({ points: { show: false }, ...one }))],
      hooks: { setCursor: [() => this.#say()] },
    }, [[], ...series.map(() => [])], box);
    return { name, box, chart };
  }

  // The hour, or as much of it as is known, and five minutes at least.
  #range() {
    const end = this.#now() / 1000;
    const first = this.#points[0]?.[0] ?? end;
    return [Math.max(end - HOUR, Math.min(first - 5, end - SHORTEST)), end];
  }

  #draw() {
    const column = (i) => this.#points.map((point) => point[i]);
    const at = column(0);
    const minutes = new Map();
    for (const point of this.#points) {
      const minute = Math.floor(point[0] / 60) * 60;
      minutes.set(minute, (minutes.get(minute) ?? 0) + point[4]);
    }
    this.#plots[0].chart.setData([at, column(1)]);
    this.#plots[1].chart.setData([at, column(2), column(3)]);
    this.#plots[2].chart.setData([[...minutes.keys()], [...minutes.values()]]);
    this.#plots[3].chart.setData([at, column(5)]);
    this.#say();
  }

  // The values under the cursor, or the newest ones; also for those who do not see the plots.
  #say() {
    for (const { name, box, chart } of this.#plots) {
      const at = chart.cursor.idx ?? chart.data[0].length - 1;
      const values = at < 0 ? [] : chart.data.slice(1).map((column) => column[at]);
      const words = {
        rate: () => number(values[0]),
        latency: () => values[0] == null ? "none yet" : latency(values[0]).replace(" ms", "") + " / " + latency(values[1]),
        reconnects: () => number(values[0]),
        backlog: () => number(values[0]),
      };
      const text = values.length === 0 ? "" : words[name]();
      const when = chart.cursor.idx == null || at < 0 ? "" : hourAndMinute(chart.data[0][at] * 1000) + "  ";
      setText(document.getElementById("p-" + name), when + text);
      const label = box.parentElement.querySelector("figcaption").firstChild.textContent.trim() + " in the last hour, now " + text;
      if (chart.cursor.idx == null && box.getAttribute("aria-label") !== label) box.setAttribute("aria-label", label);
    }
  }

  #resize() {
    for (const { box, chart } of this.#plots) {
      if (box.clientWidth > 0 && box.clientWidth !== chart.width) chart.setSize({ width: box.clientWidth, height: 150 });
    }
  }
}
