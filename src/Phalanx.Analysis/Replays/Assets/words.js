// Elements, numbers and names. Every text goes into the page as text.
const NONE = "–";

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(child => child != null));
  return node;
}

const find = id => document.getElementById(id);

function tell(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// As many digits as a thousandth of a range needs.
function decimalsFor(range) {
  return range > 0 ? Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(range)))) : 2;
}

function shown(value, decimals) {
  if (value == null || !Number.isFinite(value)) return NONE;
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

// At most so many decimals, and none that are zero.
function brief(value, decimals = 2) {
  return value == null || !Number.isFinite(value) ? NONE : String(Number(value.toFixed(decimals)));
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

function actionName(header, action) {
  return header.action_names[action] ?? `action ${action}`;
}

// What an item is called in a sentence.
function itemName(cast, item) {
  const { agent, kind, role, label, entity } = cast.items[item];
  if (agent !== null) return `agent ${agent}${kind && kind !== "agent" ? ` (${kind})` : ""}`;
  const word = kind || role.replace("_", " ");
  const mark = cast.strings[label] || entity;
  return mark === null || mark === "" ? word : `${word} ${mark}`;
}

const VERBS = { hit: "hits", heal: "heals", kill: "kills", capture: "captures", deliver: "delivers", collide: "runs into" };

function eventText(cast, happened) {
  const actor = happened.actor < 0 ? "" : itemName(cast, happened.actor);
  const target = happened.target < 0 ? "" : itemName(cast, happened.target);
  const amount = happened.amount === 0 ? "" : `, ${brief(happened.amount)}`;
  const verb = actor ? VERBS[happened.kind] ?? happened.kind.replaceAll("_", " ") : happened.kind.replaceAll("_", " ");
  return [actor, verb, target].filter(Boolean).join(" ") + amount;
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

function segment(pen, x, y, endX, endY) {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(endX, endY);
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
