// The table of the units at this step, which says in words what the picture shows, and the list of events.
const MOST_UNITS = 200, MOST_EVENTS = 1000;

class UnitTable {
  constructor(box) {
    this.box = box;
  }

  open(episode, label) {
    this.episode = episode;
    const items = episode.cast?.items ?? [];
    const found = items.map((_, place) => place).filter(place => items[place].agent !== null || items[place].bars.length > 0 || ["opponent", "target"].includes(items[place].role));
    const pictureless = times(episode.header.agents, agent => agent).filter(agent => episode.cast?.agents[agent] === undefined);
    const units = [...found.map(item => ({ item, agent: items[item].agent })), ...pictureless.map(agent => ({ item: -1, agent }))].slice(0, MOST_UNITS);
    this.bars = [...new Set(found.flatMap(place => items[place].bars.map(bar => bar.name)))];
    const columns = [...found.length > 0 ? ["place", ...this.bars.map(bar => bar || "left"), "target"] : [], ...episode.hasActions ? ["action"] : [], ...episode.hasValues && episode.discrete ? ["value"] : []];
    this.rows = units.map(unit => {
      const cells = Object.fromEntries(columns.map(column => [column, make("td", { "data-c": column })]));
      const node = makeRow(unit.item >= 0 ? itemName(episode.cast, unit.item) : `agent ${unit.agent}`, ...Object.values(cells));
      node.dataset.agent = unit.agent;
      return { ...unit, cells, node };
    });
    this.box.replaceChildren(makeTable("", make(label ? "caption" : "caption.hidden", label || "Units now"), ["unit", ...columns].map(makeHead), this.rows.map(row => row.node)));
  }

  show(step, agent) {
    const { episode } = this, now = episode.track?.at(step), grain = episode.cast?.board.grain;
    for (const row of this.rows) {
      const { item, cells } = row;
      row.node.classList.toggle("current", row.agent === agent);
      const there = item >= 0 && now.presence[item] !== GONE;
      row.node.classList.toggle("gone", item >= 0 && !now.isThere(item));
      if (cells.place) {
        tell(cells.place, item < 0 ? NONE : !there ? "gone" : `${brief(now.x[item] * grain, 1)}, ${brief(now.y[item] * grain, 1)}${now.isThere(item) ? "" : ", down"}`);
        tell(cells.target, there && now.target[item] > 0 ? itemName(episode.cast, now.target[item] - 1) : NONE);
        for (const name of this.bars) {
          const bar = there && episode.cast.items[item].bars.find(bar => bar.name === name);
          const value = bar ? now.bar(item, bar) : -1;
          tell(cells[name || "left"], value < 0 ? NONE : brief(value));
        }
      }
      if (cells.action) tell(cells.action, row.agent === null ? NONE : episode.choice(step, row.agent));
      if (cells.value) tell(cells.value, row.agent === null || step >= episode.steps ? NONE : shown(episode.chosenValue(step, row.agent), episode.valueDecimals));
    }
  }
}

class EventList {
  constructor(box, all, jump) {
    this.box = box;
    this.all = all;
    this.jump = jump;
    this.all.addEventListener("change", () => this.list());
  }

  open(episodes) {
    this.episodes = episodes;
    this.box.closest("section").hidden = !episodes.some(episode => episode.eventful);
    this.all.parentElement.hidden = !episodes.some(episode => episode.events.some(event => SHOTS.includes(event.kind)));
    this.list();
  }

  // Hits and healing are many, so they are listed when asked for. Falls are listed where nothing says who did it.
  list() {
    const entries = this.episodes.flatMap((episode, place) => {
      const told = new Set(episode.events.filter(event => event.kind === "kill" || event.kind === "capture").flatMap(event => [`${event.step} ${event.target}`, `${event.step} ${event.actor}`]));
      return [
        ...episode.events.filter(event => this.all.checked || !SHOTS.includes(event.kind)).map(event => ({ step: event.step, place, text: eventText(episode.cast, event) })),
        ...episode.falls.filter(fall => !told.has(`${fall.step} ${fall.item}`)).map(fall => ({ step: fall.step, place, text: `${itemName(episode.cast, fall.item)} goes down` })),
      ];
    });
    entries.sort((one, other) => one.step - other.step || one.place - other.place);
    this.entries = entries.slice(0, MOST_EVENTS);
    this.buttons = this.entries.map(entry => makeButton("", () => this.jump(entry.step),
      make("b", String(entry.step)), this.episodes.length > 1 ? make(entry.place ? "i.second" : "i.first", "AB"[entry.place]) : null, entry.text));
    const more = entries.length > MOST_EVENTS ? `and ${entries.length - MOST_EVENTS} more` : entries.length === 0 ? "nothing but hits" : "";
    this.box.replaceChildren(...[...this.buttons, more].filter(Boolean).map(entry => make("li", entry)));
  }

  show(step) {
    this.buttons?.forEach((button, place) => button.classList.toggle("current", this.entries[place].step === step));
  }
}
