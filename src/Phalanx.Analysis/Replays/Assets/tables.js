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
    const agents = new Set(found.map(place => items[place].agent));
    const pictureless = Array.from({ length: episode.header.agents }, (_, agent) => agent).filter(agent => !agents.has(agent));
    const bars = [...new Set(found.flatMap(place => items[place].bars.map(bar => bar.name)))];
    const units = [...found.map(item => ({ item, agent: items[item].agent })), ...pictureless.map(agent => ({ item: -1, agent }))].slice(0, MOST_UNITS);
    const drawn = found.length > 0;
    const columns = [...drawn ? ["place", ...bars.map(bar => bar || "left"), "target"] : [], ...episode.hasActions ? ["action"] : [], ...episode.hasValues && episode.discrete ? ["value"] : []];
    this.bars = bars;
    this.decimals = episode.hasValues ? decimalsFor(episode.valueRange[1] - episode.valueRange[0]) : 2;
    this.rows = units.map(unit => {
      const cells = Object.fromEntries(columns.map(column => [column, make("td", { "data-c": column })]));
      const name = unit.item >= 0 ? itemName(episode.cast, unit.item) : `agent ${unit.agent}`;
      return { ...unit, cells, node: make("tr", { "data-item": unit.item, "data-agent": unit.agent }, make("th", { scope: "row" }, name), ...Object.values(cells)) };
    });
    const heads = ["unit", ...columns].map(column => make("th", { scope: "col" }, column));
    this.box.replaceChildren(make("table", {}, make("caption", { class: label ? "" : "hidden" }, label || "Units now"), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...this.rows.map(row => row.node))));
  }

  show(step, agent) {
    const { episode } = this, now = episode.track?.at(step), grain = episode.cast?.board.grain;
    for (const row of this.rows) {
      const { item, cells } = row;
      row.node.classList.toggle("current", row.agent === agent);
      const there = item < 0 || now.presence[item] !== GONE;
      row.node.classList.toggle("gone", !there || (item >= 0 && now.presence[item] === DOWN));
      if (cells.place) {
        tell(cells.place, item < 0 ? NONE : !there ? "gone" : `${brief(now.x[item] * grain, 1)}, ${brief(now.y[item] * grain, 1)}${now.presence[item] === DOWN ? ", down" : ""}`);
        tell(cells.target, item >= 0 && there && now.target[item] > 0 ? itemName(episode.cast, now.target[item] - 1) : NONE);
        for (const bar of this.bars) {
          const found = item < 0 ? null : episode.cast.items[item].bars.find(other => other.name === bar);
          const value = !found || !there ? -1 : now.bars[item * MOST_BARS + found.place] / 1024;
          tell(cells[bar || "left"], value < 0 ? NONE : brief(value));
        }
      }
      if (cells.action) tell(cells.action, row.agent === null ? NONE : choiceText(episode, step, row.agent));
      if (cells.value) tell(cells.value, row.agent === null || step >= episode.steps ? NONE : shown(episode.chosenValue(step, row.agent), this.decimals));
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
    const has = episodes.some(episode => episode.events.length + (episode.track?.falls.length ?? 0) > 0);
    this.box.closest("section").hidden = !has;
    this.list();
  }

  // Hits and healing are many, so they are listed when asked for. Falls are listed where nothing says who did it.
  list() {
    const rare = kind => this.all.checked || (kind !== "hit" && kind !== "heal");
    const entries = this.episodes.flatMap((episode, place) => {
      const told = new Set(episode.events.filter(event => event.kind === "kill" || event.kind === "capture").flatMap(event => [`${event.step} ${event.target}`, `${event.step} ${event.actor}`]));
      return [
        ...episode.events.filter(event => rare(event.kind)).map(event => ({ step: event.step, place, text: eventText(episode.cast, event) })),
        ...(episode.track?.falls ?? []).filter(fall => !told.has(`${fall.step} ${fall.item}`)).map(fall => ({ step: fall.step, place, text: `${itemName(episode.cast, fall.item)} goes down` })),
      ];
    });
    entries.sort((one, other) => one.step - other.step || one.place - other.place);
    this.entries = entries.slice(0, MOST_EVENTS);
    this.buttons = this.entries.map(entry => make("button", { type: "button", onclick: () => this.jump(entry.step) },
      make("b", {}, String(entry.step)), this.episodes.length > 1 ? make("i", { class: entry.place === 0 ? "first" : "second" }, entry.place === 0 ? "A" : "B") : null, entry.text));
    const more = entries.length > MOST_EVENTS ? [make("li", {}, `and ${entries.length - MOST_EVENTS} more`)] : [];
    this.box.replaceChildren(...this.buttons.map(button => make("li", {}, button)), ...more);
    if (entries.length === 0) this.box.append(make("li", { class: "none" }, "nothing but hits"));
  }

  show(step) {
    this.buttons?.forEach((button, place) => button.classList.toggle("current", this.entries[place].step === step));
  }
}
