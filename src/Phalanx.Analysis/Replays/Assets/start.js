// Fills the page in and begins.
function outcome(entry) {
  return entry.won === true ? "won" : entry.won === false ? "lost" : "";
}

// The first that was lost; where nothing is won or lost, the one with the least return.
function firstToShow(player) {
  const { entries } = player.records[0];
  const lost = entries.findIndex(entry => entry.won === false);
  if (lost >= 0) return lost;
  return entries.reduce((least, entry, place) => (entry.return ?? Infinity) < (entries[least].return ?? Infinity) ? place : least, 0);
}

function fillEpisodes(player) {
  const [first, second] = player.records;
  player.chips = first.entries.map((entry, place) => {
    const texts = [entry, second?.entries[place]].filter(Boolean).map(each => `${outcome(each)} ${brief(each.return)}`.trim());
    return make("button", { type: "button", class: `chip ${outcome(entry)}`, onclick: () => player.open(place) }, make("b", {}, String(place + 1)), ` ${texts.join(" | ")}`);
  });
  find("episodes").replaceChildren(...player.chips.map(chip => make("li", {}, chip)));
  const counts = { all: first.entries.length, won: first.entries.filter(entry => entry.won === true).length, lost: first.entries.filter(entry => entry.won === false).length };
  const filters = Object.entries(counts).map(([name, count]) => make("button", { type: "button", "data-filter": name, "aria-pressed": String(name === "all"), onclick: () => filter(player, name) }, `${name} ${count}`));
  find("filters").replaceChildren(...filters);
  find("filters").hidden = counts.won + counts.lost === 0;
}

function filter(player, name) {
  for (const button of document.querySelectorAll("[data-filter]")) button.setAttribute("aria-pressed", String(button.dataset.filter === name));
  player.listed = player.records[0].entries.map((entry, place) => place).filter(place => name === "all" || outcome(player.records[0].entries[place]) === name);
  player.chips.forEach((chip, place) => { chip.parentElement.hidden = !player.listed.includes(place); });
  if (player.listed.length > 0 && !player.listed.includes(player.place)) player.open(player.listed[0]);
}

function openNext(player, by) {
  const listed = player.listed ?? player.chips.map((_, place) => place);
  if (listed.length > 0) player.open(listed[(listed.indexOf(player.place) + by + listed.length) % listed.length]);
}

function fillAgents(player) {
  const { agents } = player.records[0].header;
  player.agentButtons = Array.from({ length: agents }, (_, agent) => make("button", { type: "button", "aria-label": `agent ${agent}`, onclick: () => player.choose(agent) }, String(agent)));
  find("agents").replaceChildren(...player.agentButtons);
}

// What belongs to the episode as a whole.
function showEpisode(player) {
  player.chips.forEach((chip, place) => {
    if (place === player.place) chip.setAttribute("aria-current", "true"); else chip.removeAttribute("aria-current");
  });
  player.chips[player.place]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const scrubber = find("scrubber");
  scrubber.max = player.length;
  find("difference").hidden = player.episodes.length < 2;
  find("difference").disabled = player.difference < 0;
  tell(find("difference"), player.difference < 0 ? "no action differs" : `first difference: step ${player.difference}`);
  const has = name => player.episodes.some(episode => episode.cast?.items.some(item => item[name] !== null));
  find("options").hidden = player.episodes.every(episode => !episode.cast || isPayoffGame(episode));
  document.querySelector("[data-option=sight]").parentElement.hidden = !has("sight") && !player.episodes.some(episode => episode.seenBits);
  document.querySelector("[data-option=reach]").parentElement.hidden = !has("reach");
}

function showStep(player) {
  const scrubber = find("scrubber");
  scrubber.value = player.step;
  scrubber.setAttribute("aria-valuetext", `step ${player.step} of ${player.length}`);
  tell(find("step"), `${player.step} / ${player.length}`);
  tell(find("speed"), `${player.speed}×`);
  const play = find("play");
  tell(play, player.playing ? "Pause" : "Play");
  play.classList.toggle("playing", player.playing);
  player.agentButtons.forEach((button, agent) => button.setAttribute("aria-pressed", String(agent === player.agent)));
  for (const button of document.querySelectorAll("[data-side]")) button.setAttribute("aria-pressed", String(button.dataset.side === player.side));
  if (!player.playing) tellAddress(player);
}

let player = null;

async function start() {
  if (typeof DecompressionStream === "undefined") {
    tell(find("problem"), "This browser cannot unpack the recording: Chrome 80, Firefox 113 or Safari 16.4 can.");
    return;
  }
  readPalette();
  player = new Player([...document.querySelectorAll("script.record")].map(data => new Recording(bytesOfBase64(data.textContent.trim()))));
  fillEpisodes(player);
  fillAgents(player);
  find("page").hidden = false;
  const { asked, opened } = followAddress(player);
  await opened;
  listen(player);
  document.documentElement.dataset.ready = "true";
  performance.mark("shown");
  if (!asked && !player.still.matches && player.length > 1) player.play(true);
}

start().catch(failure => tell(find("problem"), `The recording cannot be shown: ${failure.message}`));
