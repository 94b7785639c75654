// The life of one shard: its states as a band, what happened as a list, and what it has counted.

import { STATES, number, latency, bytes, duration, time, hourAndMinute, element, setText } from "./words.js";

const HOUR = 3_600_000;
const byId = (id) => document.getElementById(id);

export class Life {
  #box = byId("life");
  #key = null;
  #from = null;
  #entries = new Map();
  #asked = 0;
  #cells;
  #now;

  constructor(cells, now) {
    this.#cells = cells;
    this.#now = now;
    byId("life-close").addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#key !== null) this.close();
    });
  }

  get key() { return this.#key; }

  async open(key, from) {
    this.#key = key;
    this.#from = from;
    this.#entries.clear();
    this.#cells.mark(key);
    setText(byId("life-title"), "Shard " + key.split("/")[0] + " of " + key.split("/")[1]);
    byId("life-entries").replaceChildren();
    byId("life-facts").replaceChildren();
    this.#box.hidden = false;
    document.body.classList.add("open");
    this.#box.scrollTop = 0;
    this.#box.focus({ preventScroll: true });
    this.show();
    await this.load();
  }

  close() {
    this.#key = null;
    this.#cells.mark(null);
    this.#box.hidden = true;
    document.body.classList.remove("open");
    (this.#from?.isConnected ? this.#from : byId("shards")).focus({ preventScroll: true });
  }

  // Asks for all of the shard: when it is opened, and when something has happened to it.
  async load() {
    const asked = ++this.#asked;
    let shard;
    try {
      const answer = await fetch("shards/" + this.#key);
      if (!answer.ok) throw new Error(await answer.text());
      shard = await answer.json();
    } catch (error) {
      if (asked === this.#asked && this.#entries.size === 0) setText(byId("life-now"), "Its timeline cannot be read: " + error.message);
      return;
    }
    if (asked !== this.#asked || this.#key === null) return;
    this.#entries = new Map(shard.entries.map((entry) => [entry.id, entry]));
    this.#list();
    this.#facts(shard.facts);
    this.show();
  }

  add(entries) {
    if (entries.some((entry) => entry.shard === this.#key)) this.load();
  }

  // What changes with time: the line below the title and the band.
  show() {
    const shard = this.#cells.shard(this.#key);
    if (!shard) {
      setText(byId("life-now"), this.#key === null ? "" : "This fleet has no such shard any more.");
      return;
    }
    const parts = [STATES[shard.state] + " for " + duration(this.#now() - shard.since)];
    if (shard.member) parts.push("in " + shard.member);
    if (latency(shard.latency)) parts.push(latency(shard.latency));
    parts.push(number(shard.rate) + " events/s");
    if (shard.backlog > 0) parts.push(number(shard.backlog) + " wait for the loop");
    if (shard.attempts > 0) parts.push(number(shard.attempts) + " failed attempts");
    setText(byId("life-now"), parts.join(", "));
    this.#band();
  }

  #band() {
    const entries = [...this.#entries.values()].filter((entry) => entry.kind === "STATE" || entry.kind === "SEEN")
      .sort((a, b) => a.at - b.at || a.id - b.id);
    const now = this.#now();
    const first = entries[0]?.at ?? now;
    const from = Math.max(now - HOUR, Math.min(first, now - 60_000));
    const band = byId("life-band");
    const spans = [];
    const sums = {};
    entries.forEach((entry, i) => {
      const state = entry.kind === "STATE" ? entry.what : entry.text.replace("first seen, ", "");
      const begin = Math.max(from, entry.at);
      const end = entries[i + 1]?.at ?? now;
      if (!(state in STATES) || end <= begin) return;
      const span = element("i");
      span.dataset.state = state;
      span.style.left = (100 * (begin - from)) / (now - from) + "%";
      span.style.width = (100 * (end - begin)) / (now - from) + "%";
      spans.push(span);
      sums[state] = (sums[state] ?? 0) + end - begin;
    });
    band.replaceChildren(...spans);
    band.setAttribute("aria-label", "States since " + hourAndMinute(from) + ": "
      + Object.entries(sums).map(([state, sum]) => STATES[state] + " " + duration(sum)).join(", "));
    setText(byId("band-from"), now - from < 120_000 ? time(from) : hourAndMinute(from));
  }

  #list() {
    const entries = [...this.#entries.values()].sort((a, b) => b.at - a.at || b.id - a.id);
    byId("life-entries").replaceChildren(...entries.map((entry) => {
      const isGood = entry.kind === "READY" || entry.kind === "RESUMED" || entry.what === "ACTIVE";
      const item = element("li", entry.trouble ? "trouble" : isGood ? "good" : "");
      const stamp = element("time", "", time(entry.at));
      stamp.dateTime = new Date(entry.at).toISOString();
      const dot = element("span", "dot");
      dot.setAttribute("aria-hidden", "true");
      const words = element("span", entry.kind === "STATE" && !entry.trouble ? "state" : "", wordsOf(entry));
      const more = [];
      if (entry.code > 0 && entry.code !== 1005 && entry.code !== 1006) more.push("code " + entry.code);
      if (entry.detail) more.push(entry.detail + (entry.kind === "ENDED" ? " of connection" : ""));
      // What followed the end of a connection has an entry of its own.
      if (entry.followed && entry.kind !== "ENDED") more.push(entry.followed);
      if (more.length > 0) words.append(element("small", "", more.join(", ")));
      item.append(stamp, dot, words);
      return item;
    }));
  }

  #facts(f) {
    const facts = [
      ["Running for", duration(f.uptime * 1000)],
      ["Events received", number(f.dispatches)],
      ["Bytes, on the wire and inflated", bytes(f.wireBytes) + " / " + bytes(f.inflatedBytes)],
      ["Connections", number(f.connections)],
      ...Object.entries(f.causes).map(([words, n]) => ["Ended: " + words, number(n)]),
      ...Object.entries(f.dials).map(([words, n]) => ["Dials: " + words, number(n)]),
      ["Sessions begun, resumed, lost", number(f.begun) + " / " + number(f.resumed) + " / " + number(f.lost)],
      ["Events replayed", number(f.replayed)],
      ["Heartbeats, answered", number(f.heartbeats) + " / " + number(f.answers)],
      ["Latency of half, of 99 %, at most", f.median < 0 ? "none yet" : latency(f.median) + " / " + latency(f.slowest)],
      ["Stalls of the reader", number(f.stalls) + (f.stalled > 0 ? ", " + duration(f.stalled) : "")],
      ["Commands sent, waiting, lost", number(f.commandsSent) + " / " + number(f.commandsWaiting) + " / " + number(f.commandsLost)],
      ["Fields that did not fit", number(f.mismatches)],
    ];
    byId("life-facts").replaceChildren(...facts.flatMap(([name, value]) => [element("dt", "", name), element("dd", "", value)]));
  }
}

function wordsOf(entry) {
  if (entry.kind === "STATE") return STATES[entry.what] + (entry.text ? ": " + entry.text : "");
  if (entry.kind === "SEEN") return entry.text.replace(/[A-Z]+$/, (state) => STATES[state] ?? state);
  return entry.text;
}
