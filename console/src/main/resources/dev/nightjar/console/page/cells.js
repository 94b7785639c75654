// The cells, one a shard. Each has fixed nodes, of which only the texts that differ are written, in animation frames and a few
// milliseconds in each. The order is made anew every two seconds at most, and rests while someone points at a cell.

import { STATES, URGENCY, latency, number, duration, count, element, setText } from "./words.js";

const DENSE_FROM = 120;
const FRESH = 600_000; // a trouble of the last ten minutes is emphasised
const MANY = 100; // so many events that wait are worth a look
const SORT_EVERY = 2000;
const SLICE = 4; // milliseconds of a frame

const orders = {
  number: () => 0,
  trouble: (a, b) => b.troubleAt - a.troubleAt,
  state: (a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state),
  latency: (a, b) => b.latency - a.latency,
  rate: (a, b) => b.rate - a.rate,
  backlog: (a, b) => b.backlog - a.backlog,
};

export class Cells {
  #box = document.getElementById("shards");
  #search = document.getElementById("search");
  #sort = document.getElementById("sort");
  #density = document.getElementById("density");
  #cells = new Map();
  #dirty = new Set();
  #order = [];
  #waiting = false;
  #sorted = 0;
  #resort = true;
  #held = false;
  #current = null;
  #now;
  #open;

  constructor(now, open) {
    this.#now = now;
    this.#open = open;
    this.#search.addEventListener("input", () => this.#refresh());
    this.#sort.addEventListener("change", () => this.#refresh());
    this.#density.addEventListener("change", () => this.#refresh());
    this.#box.addEventListener("click", (event) => {
      const cell = event.target.closest(".cell");
      if (cell) open(cell.dataset.key, cell);
    });
    this.#box.addEventListener("keydown", (event) => this.#move(event));
    this.#box.addEventListener("focusin", (event) => this.#roam(event.target.closest(".cell")));
    this.#box.addEventListener("pointerenter", () => { this.#held = true; });
    this.#box.addEventListener("pointerleave", () => { this.#held = false; });
  }

  get shards() { return [...this.#cells.values()].map((cell) => cell.shard); }
  shard(key) { return this.#cells.get(key)?.shard; }
  button(key) { return this.#cells.get(key)?.button; }

  replaceAll(rows) {
    const keys = new Set(rows.map((row) => row[0] + "/" + row[1]));
    this.remove([...this.#cells.keys()].filter((key) => !keys.has(key)));
    this.update(rows);
  }

  update(rows) {
    for (const row of rows) {
      const shard = {
        key: row[0] + "/" + row[1], number: row[0], total: row[1], member: row[2], state: row[3], since: row[4],
        latency: row[5], rate: row[6], backlog: row[7], attempts: row[8], trouble: row[9], troubleAt: row[10],
      };
      let cell = this.#cells.get(shard.key);
      if (!cell) {
        cell = this.#make(shard.key);
        this.#cells.set(shard.key, cell);
        this.#resort = true;
      }
      cell.shard = shard;
      this.#dirty.add(cell);
    }
    this.#schedule();
  }

  remove(keys) {
    for (const key of keys) {
      const cell = this.#cells.get(key);
      if (!cell) continue;
      cell.button.remove();
      this.#cells.delete(key);
      this.#dirty.delete(cell);
      this.#resort = true;
    }
    this.#schedule();
  }

  // The ages of troubles grow without a message.
  age() {
    const now = this.#now();
    for (const cell of this.#cells.values()) {
      if (cell.shard.trouble && cell.age !== duration(now - cell.shard.troubleAt)) this.#dirty.add(cell);
    }
    this.#schedule();
  }

  mark(key) {
    this.#cells.get(this.#current)?.button.removeAttribute("aria-current");
    this.#current = key;
    this.#cells.get(key)?.button.setAttribute("aria-current", "true");
  }

  #make(key) {
    const button = element("button", "cell");
    button.type = "button";
    button.dataset.key = key;
    button.tabIndex = -1;
    const mark = element("span", "mark");
    mark.setAttribute("aria-hidden", "true");
    const numberNode = element("span", "number", key.split("/")[0]);
    numberNode.prepend(element("span", "unseen", "Shard "));
    const cell = {
      button,
      state: element("span", "state"),
      latency: element("span", "latency"),
      rate: element("span", "rate"),
      backlog: element("span", "backlog"),
      waiting: element("span"),
      trouble: element("span", "trouble"),
      cause: element("span", "cause"),
      when: element("span", "when"),
      age: null,
      shown: true,
    };
    const figures = element("span", "figs");
    figures.append(cell.latency, cell.rate, cell.backlog);
    cell.backlog.append(cell.waiting, element("span", "unit", " wait"));
    cell.trouble.append(cell.cause, cell.when);
    button.append(mark, numberNode, cell.state, figures, cell.trouble);
    return cell;
  }

  #schedule() {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => this.#draw());
  }

  #refresh() {
    this.#resort = true;
    this.#sorted = 0;
    this.#schedule();
  }

  #draw() {
    this.#waiting = false;
    const now = this.#now();
    const end = performance.now() + SLICE;
    for (const cell of this.#dirty) {
      this.#write(cell, now);
      this.#dirty.delete(cell);
      if (performance.now() > end) {
        this.#schedule(); // the others in the next frame, so that none is late
        break;
      }
    }
    const moves = this.#sort.value !== "number" || this.#search.value !== "";
    const rests = this.#held || this.#box.contains(document.activeElement);
    if (this.#resort || (moves && !rests && performance.now() - this.#sorted > SORT_EVERY)) this.#arrange();
  }

  #write(cell, now) {
    const shard = cell.shard;
    if (cell.button.dataset.state !== shard.state) cell.button.dataset.state = shard.state;
    setText(cell.state, STATES[shard.state] + (shard.member ? " · " + shard.member : ""));
    setText(cell.latency, latency(shard.latency));
    setText(cell.rate, number(shard.rate) + "/s");
    setText(cell.waiting, number(shard.backlog));
    cell.backlog.classList.toggle("many", shard.backlog >= MANY);
    if (shard.trouble) {
      cell.age = duration(now - shard.troubleAt);
      setText(cell.cause, shard.trouble);
      setText(cell.when, cell.age);
      const fresh = now - shard.troubleAt < FRESH;
      cell.trouble.classList.toggle("fresh", fresh);
      cell.button.classList.toggle("troubled", fresh);
    } else if (cell.age !== null) {
      cell.age = null;
      cell.button.classList.remove("troubled");
      setText(cell.cause, "");
      setText(cell.when, "");
    }
  }

  #arrange() {
    this.#resort = false;
    this.#sorted = performance.now();
    const wanted = this.#search.value.trim().toLowerCase();
    const matches = matcher(wanted);
    const compare = orders[this.#sort.value];
    const cells = [...this.#cells.values()];
    cells.sort((a, b) =>
      compare(a.shard, b.shard) || a.shard.total - b.shard.total || a.shard.number - b.shard.number);
    let visible = 0;
    for (const cell of cells) {
      const shown = matches(cell.shard);
      if (shown) visible++;
      if (shown !== cell.shown) {
        cell.shown = shown;
        cell.button.hidden = !shown;
      }
    }
    const order = cells.map((cell) => cell.shard.key);
    if (order.length !== this.#order.length || order.some((key, i) => key !== this.#order[i])) {
      this.#order = order;
      const focused = document.activeElement;
      this.#box.append(...cells.map((cell) => cell.button));
      if (focused && focused !== document.activeElement && this.#box.contains(focused)) focused.focus({ preventScroll: true });
    }
    const size = this.#density.value === "auto" ? (cells.length > DENSE_FROM ? "dense" : "roomy") : this.#density.value;
    this.#box.className = "cells " + size;
    document.getElementById("none").hidden = visible > 0 || cells.length === 0;
    setText(document.getElementById("count"),
      visible === cells.length ? count(cells.length, "shard", "shards") : number(visible) + " of " + number(cells.length));
    if (!this.#box.querySelector('.cell[tabindex="0"]:not([hidden])')) this.#roam(this.#visible()[0]);
  }

  // One cell can be reached by Tab, and the arrows go on from there.
  #roam(button) {
    if (!button) return;
    for (const other of this.#box.querySelectorAll('.cell[tabindex="0"]')) other.tabIndex = -1;
    button.tabIndex = 0;
  }

  #visible() { return [...this.#box.children].filter((button) => !button.hidden); }

  #move(event) {
    const buttons = this.#visible();
    const at = buttons.indexOf(event.target.closest(".cell"));
    if (at < 0) return;
    const top = buttons[0].offsetTop;
    const next = buttons.findIndex((button) => button.offsetTop !== top);
    const columns = next < 0 ? buttons.length : next;
    const to = {
      ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + columns, ArrowUp: at - columns,
      Home: 0, End: buttons.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons[to]?.focus();
  }
}

function matcher(wanted) {
  if (wanted === "") return () => true;
  if (/^\d{15,20}$/.test(wanted)) {
    const guild = BigInt(wanted) >> 22n;
    return (shard) => Number(guild % BigInt(shard.total)) === shard.number;
  }
  if (/^\d+$/.test(wanted)) return (shard) => String(shard.number) === wanted;
  return (shard) =>
    shard.key === wanted || STATES[shard.state].includes(wanted)
    || (shard.trouble ?? "").toLowerCase().includes(wanted) || (shard.member ?? "").toLowerCase().includes(wanted);
}
