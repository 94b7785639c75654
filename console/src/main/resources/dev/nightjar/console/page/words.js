// Names, numbers and times as people read them.

export const STATES = {
  ACTIVE: "active",
  RESUMING: "resuming",
  IDENTIFYING: "identifying",
  CONNECTING: "dialling",
  DISCONNECTED: "waiting to dial",
  FAILED: "failed",
  CLOSED: "closed",
};

// What needs a look first, first.
export const URGENCY = ["FAILED", "DISCONNECTED", "CONNECTING", "IDENTIFYING", "RESUMING", "ACTIVE", "CLOSED"];

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minutes = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export function number(value) {
  if (value >= 1e6) return tenths.format(value / 1e6) + " M";
  if (value >= 1e5) return whole.format(value / 1e3) + " k";
  return value > 0 && value < 10 && !Number.isInteger(value) ? tenths.format(value) : whole.format(value);
}

export function latency(millis) {
  if (millis === null || millis === undefined || millis < 0) return "";
  return millis < 10 ? tenths.format(millis) + " ms" : whole.format(millis) + " ms";
}

export function bytes(value) {
  if (value < 1000) return whole.format(value) + " B";
  if (value < 1e6) return tenths.format(value / 1e3) + " kB";
  if (value < 1e9) return tenths.format(value / 1e6) + " MB";
  return tenths.format(value / 1e9) + " GB";
}

// Reads as 12 s, 3 min, 2 h or 4 d.
export function duration(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return seconds + " s";
  if (seconds < 3600) return Math.floor(seconds / 60) + " min";
  if (seconds < 172800) return Math.floor(seconds / 3600) + " h";
  return Math.floor(seconds / 86400) + " d";
}

export const time = (at) => clock.format(at);
export const hourAndMinute = (at) => minutes.format(at);

export function count(n, one, many) {
  return number(n) + " " + (n === 1 ? one : many);
}

export function element(name, className, text) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
