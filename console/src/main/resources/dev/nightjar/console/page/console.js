// The page: connects to the stream of its own server, and passes on what comes. The first message after each connect has all, and
// each further one what has changed.

import { Cells } from "./cells.js";
import { Plots } from "./plots.js";
import { Lists } from "./lists.js";
import { Life } from "./life.js";
import { setText } from "./words.js";

const SILENCE = 10_000; // a server that says nothing for so long is gone
const NEWS_EVERY = 4000;

const byId = (id) => document.getElementById(id);

// The server's time, so that a wrong clock of this machine shows no wrong ages.
let ahead = 0;
const now = () => Date.now() + ahead;

setTheme(read("nightjar-theme") ?? "system");

const cells = new Cells(now, open);
const plots = new Plots(now);
const lists = new Lists(now, open);
const life = new Life(cells, now);

function open(key, from) {
  if (life.key === key) life.close();
  else life.open(key, from);
}

/* The stream */

let source;
let heard = performance.now();
let news = [];
let newest = 0;
let toldAt = 0;

connect();

function connect() {
  source = new EventSource("events");
  source.onmessage = (event) => {
    heard = performance.now();
    take(JSON.parse(event.data));
    link("live", "live");
  };
  source.onerror = () => {
    link("lost", "no connection to the console");
    // A refused stream is not tried again by the browser.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 5000);
  };
}

function take(message) {
  ahead = message.now - Date.now();
  if (message.problem !== undefined) {
    setText(byId("problem"), message.problem);
    byId("problem").hidden = message.problem === "";
  }
  if (message.title) {
    setText(byId("title"), message.title);
    document.title = message.title;
  }
  if (message.all) {
    cells.replaceAll(message.all);
    newest = 0; // perhaps another process
  }
  if (message.rows) cells.update(message.rows);
  if (message.gone) cells.remove(message.gone);
  if (message.history) plots.replaceAll(message.history);
  if (message.point) plots.add(message.point);
  if (message.disconnects) lists.replaceEnds(message.disconnects);
  if (message.figures) lists.figures(message.figures);
  if (message.identify) lists.identify(message.identify);
  if (message.types) lists.types(message.types);
  if (message.guilds) lists.guilds(message.guilds);
  if (message.entries) {
    lists.addEnds(message.entries);
    life.add(message.entries);
    for (const entry of message.entries) {
      if (entry.trouble && entry.id > newest) news.push(entry); // an entry that is completed later is no news
    }
    newest = Math.max(newest, ...message.entries.map((entry) => entry.id));
  }
  if (message.all && life.key !== null) life.load();
}

function link(state, words) {
  byId("link").dataset.link = state;
  setText(byId("link-text"), words);
  document.body.classList.toggle("stale", state === "lost");
}

// Trouble is read out, several at once rather than one after the other for minutes.
function tell() {
  if (news.length === 0 || performance.now() - toldAt < NEWS_EVERY) return;
  toldAt = performance.now();
  const first = news[0];
  const text = "Shard " + first.shard.split("/")[0] + ": " + first.text;
  const others = new Set(news.map((entry) => entry.shard)).size - 1;
  setText(byId("news"), others > 0 ? text + ", and trouble at " + others + " more" : text);
  news = [];
}

setInterval(() => {
  cells.age();
  if (life.key !== null) life.show();
  tell();
  if (performance.now() - heard > SILENCE && source.readyState === EventSource.OPEN) {
    source.close();
    link("lost", "the console has gone silent");
    heard = performance.now();
    connect();
  }
}, 1000);

/* The theme */

byId("theme").addEventListener("click", () => {
  const next = { system: "dark", dark: "light", light: "system" }[byId("theme").dataset.theme];
  setTheme(next);
  write("nightjar-theme", next);
  plots.restyle();
});

matchMedia("(prefers-color-scheme: light)").addEventListener("change", () => plots.restyle());

function setTheme(name) {
  const theme = ["dark", "light"].includes(name) ? name : "system";
  document.documentElement.dataset.theme = theme;
  byId("theme").dataset.theme = theme;
  setText(byId("theme-name"), theme);
}

/* Browsers may forbid to keep anything. */

function read(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

function write(key, value) {
  try { localStorage.setItem(key, value); } catch { /* then it holds until the page is closed */ }
}

// The keyboard's way to the search.
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "")) {
    event.preventDefault();
    byId("search").focus();
  }
});
