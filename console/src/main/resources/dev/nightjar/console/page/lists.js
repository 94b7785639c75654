// The figures at the top and the lists at the bottom.

import { STATES, number, latency, bytes, duration, time, element, setText } from "./words.js";

const ENDS = 60;

const byId = (id) => document.getElementById(id);

export class Lists {
  #ends = new Map();
  #rows = new Map();
  #identify = null;
  #now;
  #open;

  constructor(now, open) {
    this.#now = now;
    this.#open = open;
  }

  figures(f) {
    const states = f.states ?? {};
    setText(byId("f-active"), number(states.ACTIVE ?? 0));
    setText(byId("f-shards"), "of " + number(f.shards));
    setText(byId("f-rate"), number(f.rate));
    setText(byId("f-wire"), bytes(f.wire) + "/s");
    setText(byId("f-median"), latency(f.median) || "–");
    setText(byId("f-slowest"), f.slowest === undefined ? "" : "99 %: " + latency(f.slowest));
    setText(byId("f-backlog"), number(f.backlog));
    setText(byId("f-bytes"), f.backlog > 0 ? bytes(f.backlogBytes) : "");
    setText(byId("f-reconnects"), number(f.reconnects));
    setText(byId("f-resumed"), number(f.replayed) + " replayed");
    const others = Object.keys(STATES).filter((state) => states[state] && state !== "ACTIVE")
      .map((state) => number(states[state]) + " " + STATES[state]);
    const all = f.shards === 0 ? "No shards" : (states.ACTIVE ?? 0) === f.shards ? "All shards are active" : others.join(", ");
    setText(byId("summary"), all);
    return all;
  }

  identify(permits) {
    this.#identify = permits;
    const known = permits.total !== undefined;
    setText(byId("f-identifies"), known ? number(permits.remaining) : "–");
    setText(byId("f-reset"), known ? "of " + number(permits.total) : "");
    const box = byId("identify");
    box.replaceChildren();
    if (known) {
      const gauge = element("div", "gauge" + (permits.remaining * 10 < permits.total ? " low" : ""));
      const filled = element("i");
      filled.style.transform = `scaleX(${permits.total ? permits.remaining / permits.total : 0})`;
      gauge.append(filled);
      gauge.setAttribute("aria-hidden", "true");
      const facts = element("dl", "budget");
      facts.append(
        element("dt", "", "Left of the day"), element("dd", "", number(permits.remaining) + " of " + number(permits.total)),
        element("dt", "", "Full again"), element("dd", "", permits.resetAt > this.#now() ? "in " + duration(permits.resetAt - this.#now()) : "now"),
        element("dt", "", "At once, every 5 s"), element("dd", "", permits.concurrency === 0 ? "any number" : number(permits.concurrency)),
        element("dt", "", "Wait for a permit"), element("dd", "", number(permits.waiting)));
      box.append(gauge, facts);
    } else {
      box.append(element("p", "hint", "The identify queue of this bot does not say."));
    }
    if (permits.identifying > 0) {
      const list = element("ol", "waiters");
      for (const [key, since] of permits.shards) {
        const item = element("li");
        item.append(element("span", "", "shard " + key.split("/")[0]), element("span", "hint", "since " + time(since)));
        list.append(item);
      }
      if (permits.identifying > permits.shards.length) {
        list.append(element("li", "hint", "and " + number(permits.identifying - permits.shards.length) + " more"));
      }
      box.append(list);
    } else {
      box.append(element("p", "waiters hint", "No shard is identifying."));
    }
  }

  replaceEnds(entries) {
    this.#ends.clear();
    this.#rows.clear();
    byId("ends").replaceChildren();
    this.addEnds(entries);
  }

  addEnds(entries) {
    const table = byId("ends");
    for (const entry of entries) {
      if (entry.kind !== "ENDED") continue;
      const old = this.#rows.get(entry.id);
      const row = this.#row(entry);
      if (old) old.replaceWith(row);
      else table.prepend(row);
      this.#ends.set(entry.id, entry);
      this.#rows.set(entry.id, row);
    }
    while (this.#rows.size > ENDS) {
      const oldest = Math.min(...this.#rows.keys());
      this.#rows.get(oldest).remove();
      this.#rows.delete(oldest);
      this.#ends.delete(oldest);
    }
    byId("no-ends").hidden = this.#rows.size > 0;
  }

  #row(entry) {
    const row = element("tr");
    const shard = element("td");
    shard.append(this.#opener(entry.shard, entry.shard.split("/")[0], "Shard " + entry.shard.split("/")[0]));
    const code = entry.code === 0 || entry.code === 1005 || entry.code === 1006 ? "–" : String(entry.code);
    const cause = element("td", entry.trouble ? "bad" : "calm", entry.text);
    if (entry.detail) cause.append(" ", element("small", "", entry.detail));
    row.append(element("td", "", time(entry.at)), shard, cause, element("td", "", code),
      element("td", entry.followed ? "" : "calm", entry.followed || "not back yet"));
    return row;
  }

  types(types) { this.#bars(byId("types"), byId("no-types"), types.map(([name, rate]) => [name, null, rate])); }

  guilds({ counted, busiest }) {
    setText(byId("no-guilds"), counted ? "No events of guilds lately." : "The program does not pass its events to Console.count.");
    this.#bars(byId("guilds"), byId("no-guilds"), busiest);
  }

  // Each item has a name, the shard that it opens if there is one, and a rate.
  #bars(list, none, items) {
    none.hidden = items.length > 0;
    const most = items[0]?.[2] || 1;
    while (list.children.length > items.length) list.lastElementChild.remove();
    items.forEach(([name, shard, rate], i) => {
      let item = list.children[i];
      if (!item) {
        item = element("li");
        item.append(element("span", "name"), element("span", "amount"), element("span", "share"));
        list.append(item);
      }
      const [label, amount, share] = item.children;
      if (label.dataset.name !== name) {
        label.dataset.name = name;
        label.replaceChildren(shard ? this.#opener(shard, name, "Guild " + name + ", on shard " + shard.split("/")[0]) : name);
        label.title = name;
      }
      setText(amount, (rate < 10 ? rate.toFixed(2) : number(rate)) + "/s");
      share.style.transform = `scaleX(${rate / most})`;
    });
  }

  #opener(key, text, label) {
    const button = element("button", "opens", text);
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label + ": open its timeline");
    button.addEventListener("click", () => this.#open(key, button));
    return button;
  }
}
