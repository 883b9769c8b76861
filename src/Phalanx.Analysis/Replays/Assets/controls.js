// Buttons, keys, fingers and the address: everything that moves the player.
function listen(player) {
  const press = (id, action) => find(id).addEventListener("click", action);
  for (const [id, key] of Object.entries(BUTTONS)) press(id, event => KEYS[key](player, event));
  press("speed", () => { player.speed = 1; player.update(); });
  press("close", () => find("keys").close());
  press("difference", () => stepTo(player, player.difference));
  find("scrubber").addEventListener("input", event => stepTo(player, Number(event.target.value)));
  for (const box of findAll("[data-option]")) {
    box.addEventListener("change", () => { player.options[box.dataset.option] = box.checked; player.layout(); });
  }
  for (const button of findAll("[data-side]")) {
    button.addEventListener("click", () => { player.side = button.dataset.side; player.layout(); });
  }
  document.addEventListener("keydown", event => pressKey(player, event));
  window.addEventListener("hashchange", () => followAddress(player));
  new ResizeObserver(() => player.layout()).observe(find("stages"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readPalette(); player.layout(); });
}

function stepTo(player, step) {
  player.play(false);
  player.seek(step);
}

// What keys do, and buttons that do the same.
const BUTTONS = { first: "Home", back: "ArrowLeft", play: " ", next: "ArrowRight", last: "End", slower: ",", faster: ".", help: "?" };
const KEYS = {
  " ": player => player.play(),
  ArrowLeft: (player, event) => stepTo(player, player.step - (event.shiftKey ? 10 : 1)),
  ArrowRight: (player, event) => stepTo(player, player.step + (event.shiftKey ? 10 : 1)),
  Home: player => player.seek(0),
  End: player => player.seek(player.length),
  ",": player => player.faster(-1),
  ".": player => player.faster(1),
  n: player => openNext(player, 1),
  p: player => openNext(player, -1),
  "?": () => find("keys").showModal(),
};
for (const box of findAll("[data-option]")) KEYS[box.dataset.option[0]] = () => box.click();

// Keys of the page are dead where keys mean something of their own.
function pressKey(player, event) {
  if (event.ctrlKey || event.altKey || event.metaKey || find("keys").open) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const pressing = event.key === " " && event.target.closest("button, input, summary, a");
  if (typing || pressing) return;
  const agent = "123456789".indexOf(event.key);
  const action = agent >= 0 ? () => player.choose(agent) : KEYS[event.key];
  if (!action) return;
  action(player, event);
  event.preventDefault();
}

// The board: a press on an agent chooses it, elsewhere it plays; a swipe steps; a pointer shows numbers.
function listenToBoard(view) {
  const { canvas, player, tip } = view;
  let start = null;
  const placeOf = event => {
    const area = canvas.getBoundingClientRect();
    return [event.clientX - area.left, event.clientY - area.top];
  };
  canvas.addEventListener("pointerdown", event => { start = { x: event.clientX, y: event.clientY }; });
  canvas.addEventListener("pointerup", event => {
    if (!start) return;
    const across = event.clientX - start.x;
    start = null;
    if (Math.abs(across) > 30) { stepTo(player, player.step + (across < 0 ? 1 : -1)); return; }
    const item = view.stage.pick(...placeOf(event));
    const agent = item < 0 ? null : view.episode.cast.items[item].agent;
    if (agent === null) player.play(); else player.choose(agent);
  });
  const pointAt = item => {
    view.stage.hover = item;
    tip.hidden = item < 0;
    if (!player.playing) player.draw();
  };
  canvas.addEventListener("pointermove", event => {
    if (event.pointerType === "touch") return;
    const [x, y] = placeOf(event), item = view.stage.pick(x, y);
    pointAt(item);
    if (item < 0) return;
    tell(tip, tipText(view, item));
    tip.style.left = `${Math.min(x + 14, canvas.clientWidth - 150)}px`;
    tip.style.top = `${canvas.offsetTop + y + 14}px`;
  });
  canvas.addEventListener("pointerleave", () => {
    start = null;
    pointAt(-1);
  });
}

function tipText(view, item) {
  const now = view.stage.track.cursors[0].moment, { cast } = view.episode;
  const bars = cast.items[item].bars.map(bar => {
    const value = now.bar(item, bar);
    return value < 0 ? "" : `${bar.name || "left"} ${brief(value, 1)} of ${brief(bar.max, 1)}`;
  });
  return [itemName(cast, item), ...bars.filter(Boolean)].join("\n");
}

// A link to a moment: episode, step and agent, counted as the page shows them.
function followAddress(player) {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const number = (name, most) => {
    const value = Number.parseInt(wanted.get(name), 10);
    return value >= 0 && value <= most ? value : null;
  };
  const place = number("e", player.records[0].deflated.length), step = number("t", 1e9), agent = number("a", 1e9);
  if (agent !== null && agent < player.records[0].header.agents) player.agent = agent;
  if (step !== null) player.play(false);
  return { asked: step !== null, opened: player.open(place ? place - 1 : player.place < 0 ? firstToShow(player) : player.place, step ?? 0) };
}

function tellAddress(player) {
  const address = `#e=${player.place + 1}&t=${player.step}&a=${player.agent}`;
  if (location.hash !== address) history.replaceState(null, "", address);
}
