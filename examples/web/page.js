import * as ort from "./node_modules/onnxruntime-web/dist/ort.wasm.min.mjs";
import { load } from "./team.js";
import { actions, gates, guarded, guards, moved, observations, observed, scatter, size } from "./world.js";

const cell = 60;
const pause = 350;
const board = document.querySelector("#yard");
const words = document.querySelector("#words");
const table = document.querySelector("#values");
let places = scatter();
let held = -1;
let values = new Float32Array(guards * actions.length);
let chosen = new Array(guards).fill(0);

ort.env.wasm.numThreads = 1; // more of them ask for headers that a plain server does not send

const shape = (name, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  board.append(made);
  return made;
};

function draw() {
  board.replaceChildren();
  board.setAttribute("viewBox", `0 0 ${size * cell} ${size * cell}`);
  for (let i = 0; i < size * size; i++) {
    shape("rect", { class: "floor", x: (i % size) * cell, y: Math.floor(i / size) * cell, width: cell - 2, height: cell - 2, rx: 6 });
  }
  gates.forEach(([x, y]) => shape("rect", { class: "gate", x: x * cell + 3, y: y * cell + 3, width: cell - 8, height: cell - 8, rx: 6 }));
  places.forEach(([x, y], guard) => {
    const body = shape("circle", { class: `guard guard${guard}`, cx: (x + 0.5) * cell - 1, cy: (y + 0.5) * cell - 1, r: cell * 0.3 });
    body.addEventListener("pointerdown", (event) => {
      held = guard;
      board.setPointerCapture(event.pointerId);
    });
    shape("text", { class: "name", x: (x + 0.5) * cell - 1, y: (y + 0.5) * cell + 5 }).textContent = guard;
  });
  table.replaceChildren(...places.map((_, guard) => {
    const row = document.createElement("tr");
    row.append(...[`guard ${guard}`, ...values.slice(guard * actions.length, (guard + 1) * actions.length)].map((value, column) => {
      const entry = document.createElement(column === 0 ? "th" : "td");
      entry.textContent = typeof value === "number" ? value.toFixed(2) : value;
      entry.className = column - 1 === chosen[guard] ? "chosen" : "";
      return entry;
    }));
    return row;
  }));
  words.textContent = `${guarded(places)} of ${gates.length} gates are guarded.`;
}

// A guard that is dragged stands where it is put; the team sees it there and goes on.
board.addEventListener("pointermove", (event) => {
  if (held >= 0) {
    const { left, top, width } = board.getBoundingClientRect();
    const at = (offset) => Math.min(Math.max(Math.floor((offset / width) * size), 0), size - 1);
    places[held] = [at(event.clientX - left), at(event.clientY - top)];
    draw();
  }
});
board.addEventListener("pointerup", () => { held = -1; });

async function run() {
  const team = await load(ort, "policy.onnx", { agents: guards, observed, actions: actions.length });
  document.querySelector("#anew").addEventListener("click", () => {
    places = scatter();
    team.begin();
    draw();
  });
  draw();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const told = await team.act(observations(places));
    values = told.values;
    chosen = told.chosen;
    places = moved(places, chosen.map((action, guard) => (guard === held ? 0 : action)));
    draw();
  }
}

run().catch((failure) => { words.textContent = `The team cannot be loaded: ${failure.message}`; });
