// Elements, numbers and names. Every text goes into the page as text.
const NONE = "–";

const find = id => document.getElementById(id);
const findAll = selector => [...document.querySelectorAll(selector)];
const times = (count, each) => Array.from({ length: count }, (_, place) => each(place));
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

// An element, "td.value" for one of a class; first its attributes where it has any, then what is in it.
function make(kind, ...children) {
  const [tag, name] = kind.split(".");
  const node = document.createElement(tag);
  if (name) node.className = name;
  const attributes = children[0]?.constructor === Object ? children.shift() : {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child != null));
  return node;
}

function makeButton(kind, press, ...children) {
  return make(`button.${kind}`, { type: "button", onclick: press }, ...children);
}

function makeTable(kind, caption, heads, rows) {
  return make(`table.${kind}`, caption, make("thead", make("tr", ...heads)), make("tbody", ...rows));
}

const makeHead = text => make("th", { scope: "col" }, text);
const makeRow = (name, ...cells) => make("tr", make("th", { scope: "row" }, name), ...cells);

function tell(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// As many digits as a thousandth of a range needs.
function decimalsFor(range) {
  return range > 0 ? clamp(3 - Math.floor(Math.log10(range)), 0, 6) : 2;
}

function shown(value, decimals) {
  if (!Number.isFinite(value)) return NONE;
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

// At most so many decimals, and none that are zero.
function brief(value, decimals = 2) {
  return Number.isFinite(value) ? String(Number(value.toFixed(decimals))) : NONE;
}

function signed(value, decimals) {
  return (value > 0 ? "+" : "") + shown(value, decimals);
}

function extent(arrays) {
  let low = Infinity, high = -Infinity;
  for (const array of arrays) {
    for (const value of array) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 0];
}

// How far a value is on the way from the lowest to the highest.
function shareOf(value, low, high) {
  return high > low ? clamp((value - low) / (high - low), 0, 1) : 1;
}

// What an item is called in a sentence.
function itemName(cast, item) {
  const { agent, kind } = cast.items[item];
  return agent === null ? shortName(cast, item) : `agent ${agent}${kind && kind !== "agent" ? ` (${kind})` : ""}`;
}

function shortName(cast, item) {
  const { agent, kind, role, label, entity } = cast.items[item];
  return agent === null ? `${kind || role.replace("_", " ")} ${cast.strings[label] || (entity ?? "")}`.trim() : String(agent);
}

const SHOTS = ["hit", "heal"];
const VERBS = { hit: "hits", heal: "heals", kill: "kills", capture: "captures", deliver: "delivers", collide: "runs into" };

function eventText(cast, happened) {
  const actor = happened.actor < 0 ? "" : itemName(cast, happened.actor);
  const target = happened.target < 0 ? "" : itemName(cast, happened.target);
  const verb = (actor && VERBS[happened.kind]) || happened.kind.replaceAll("_", " ");
  return [actor, verb, target].filter(Boolean).join(" ") + (happened.amount ? `, ${brief(happened.amount)}` : "");
}

// The canvas asks for its colours by their names; they are those of the style, and change with it.
const palette = {};
const BARS = ["health", "shield", "energy", "cooldown"];

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const names = [...ROLES, "ink", "soft", "line", "panel", "board", "grid", "mark", "hit", "heal", "first", "second", ...BARS];
  for (const name of names) palette[name] = style.getPropertyValue(`--${name}`).trim();
}

function circle(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

function segment(pen, ...ends) {
  pen.beginPath();
  addSegment(pen, ...ends);
}

function addSegment(pen, x, y, endX, endY) {
  pen.moveTo(x, y);
  pen.lineTo(endX, endY);
}

function rectangle(pen, ...box) {
  pen.beginPath();
  pen.rect(...box);
}

function stroke(pen, colour, width = 1, dashes = []) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dashes);
  pen.stroke();
}

function fillBox(pen, colour, ...box) {
  pen.fillStyle = colour;
  pen.fillRect(...box);
}

// Makes a canvas as fine as the screen, and gives what draws on it in CSS pixels.
function sharpen(canvas, width, height) {
  const ratio = Math.min(3, window.devicePixelRatio || 1);
  const [across, down] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}
