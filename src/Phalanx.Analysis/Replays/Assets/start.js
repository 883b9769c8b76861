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
    return makeButton(`chip ${outcome(entry)}`, () => player.open(place), make("b", String(place + 1)), ` ${texts.join(" | ")}`);
  });
  find("episodes").append(...player.chips.map(chip => make("li", chip)));
  player.listed = placesOf(player, "all");
  for (const name of ["all", "won", "lost"]) {
    const button = makeButton("", () => filter(player, name), `${name} ${placesOf(player, name).length}`);
    button.dataset.filter = name;
    find("filters").append(button);
  }
  markPressed("filter", "all");
  find("filters").hidden = !first.entries.some(outcome);
}

// The episodes that were won or lost, or all.
function placesOf(player, name) {
  const { entries } = player.records[0];
  return times(entries.length, place => place).filter(place => name === "all" || outcome(entries[place]) === name);
}

// Of the buttons for the values of something, the one that holds is pressed.
function markPressed(something, value) {
  for (const button of findAll(`[data-${something}]`)) button.setAttribute("aria-pressed", String(button.dataset[something] === String(value)));
}

function filter(player, name) {
  markPressed("filter", name);
  player.listed = placesOf(player, name);
  player.chips.forEach((chip, place) => { chip.parentElement.hidden = !player.listed.includes(place); });
  if (player.listed.length > 0 && !player.listed.includes(player.place)) player.open(player.listed[0]);
}

function openNext(player, by) {
  const { listed } = player;
  if (listed.length > 0) player.open(listed[(listed.indexOf(player.place) + by + listed.length) % listed.length]);
}

function fillAgents(player) {
  find("agents").append(...times(player.records[0].header.agents, agent => {
    const button = makeButton("", () => player.choose(agent), String(agent));
    button.setAttribute("aria-label", `agent ${agent}`);
    button.dataset.choice = agent;
    return button;
  }));
}

// What belongs to the episode as a whole.
function showEpisode(player) {
  player.chips.forEach((chip, place) => {
    if (place === player.place) chip.setAttribute("aria-current", "true"); else chip.removeAttribute("aria-current");
  });
  player.chips[player.place]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const scrubber = find("scrubber");
  scrubber.max = player.length;
  const difference = find("difference");
  difference.hidden = player.episodes.length < 2;
  difference.disabled = player.difference < 0;
  tell(difference, player.difference < 0 ? "no action differs" : `first difference: step ${player.difference}`);
  find("options").hidden = player.episodes.every(episode => !episode.cast || isPayoffGame(episode));
  for (const box of findAll("[data-option]")) box.parentElement.hidden = !player.episodes.some(episode => hasUseFor(episode, box.dataset.option));
}

// Whether an option changes anything in the picture of an episode.
function hasUseFor({ cast, seenBits }, option) {
  const isSet = name => cast?.items.some(item => item[name] !== null);
  return { sight: isSet("sight") || seenBits !== null, reach: isSet("reach"), whole: cast?.board.grid === false }[option] ?? true;
}

function showStep(player) {
  const scrubber = find("scrubber");
  scrubber.value = player.step;
  scrubber.setAttribute("aria-valuetext", `step ${player.step} of ${player.length}`);
  tell(find("step"), `${player.step} / ${player.length}`);
  tell(find("speed"), `${player.speed}×`);
  tell(find("play"), player.playing ? "Pause" : "Play");
  markPressed("choice", player.agent);
  markPressed("side", player.side);
  if (!player.playing) tellAddress(player);
}

let player = null;

async function start() {
  if (typeof DecompressionStream === "undefined") {
    tell(find("problem"), "This browser cannot unpack the recording: Chrome 85, Firefox 113 or Safari 16.4 can.");
    return;
  }
  readPalette();
  player = new Player(findAll("script.record").map(data => new Recording(bytesOfBase64(data.textContent.trim()))));
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
