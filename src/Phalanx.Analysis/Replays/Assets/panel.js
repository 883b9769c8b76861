// The chosen agent of one episode: what it has, what its actions promise and which it took, and whom it sees.
class Panel {
  constructor(box) {
    this.heading = make("h2");
    this.bars = make("div.bars");
    this.table = makeTable("actions", make("caption.hidden", "Actions of the chosen agent"), ["action", "share of the range", "value", "mark"].map(makeHead), []);
    this.table.tHead.className = "hidden";
    this.gap = make("p.gap");
    this.seen = make("p.seen");
    this.observation = new ObservationView();
    box.append(this.heading, this.bars, this.table, this.gap, this.seen, this.observation.node);
  }

  open(episode, label) {
    this.episode = episode;
    this.label = label;
    this.openAgent = -1;
    const { actions, low } = episode.header;
    const count = episode.discrete ? actions : low.length;
    this.rows = times(count, index => {
      const row = { fill: make("i"), value: make("td.value"), mark: make("td.mark") };
      row.node = makeRow(episode.discrete ? episode.actionName(index) : `part ${index}`, make("td.meter", row.fill), row.value, row.mark);
      return row;
    });
    this.table.tBodies[0].replaceChildren(...this.rows.map(row => row.node));
    this.table.hidden = !episode.hasActions;
    this.table.classList.toggle("many", count > 16);
    this.observation.open(episode);
  }

  show(step, agent) {
    const { episode } = this;
    this.item = episode.cast?.agents[agent] ?? -1;
    tell(this.heading, (this.label ? `${this.label}: ` : "") + (this.item < 0 ? `agent ${agent}` : itemName(episode.cast, this.item)));
    if (this.openAgent !== agent) this.openBars(agent);
    this.showBars(step);
    this.showActions(step, agent);
    this.showSeen(step, agent);
    this.observation.show(step, agent);
  }

  openBars(agent) {
    this.openAgent = agent;
    this.barRows = this.item < 0 ? [] : this.episode.cast.items[this.item].bars.map(bar => {
      const row = { bar, fill: make(`i.${barColour(bar)}`), text: make("b") };
      row.node = make("div.bar", make("span", bar.name || "left"), make("span.meter", row.fill), row.text);
      return row;
    });
    this.bars.replaceChildren(...this.barRows.map(row => row.node));
  }

  showBars(step) {
    const now = this.episode.track?.at(step);
    for (const { bar, fill, text } of this.barRows) {
      const value = now.presence[this.item] === GONE ? -1 : now.bar(this.item, bar);
      setWidth(fill, shareOf(value, 0, bar.max));
      tell(text, value < 0 ? NONE : `${brief(value, 1)} of ${brief(bar.max, 1)}`);
    }
  }

  showActions(step, agent) {
    const { episode } = this;
    const ended = step >= episode.steps || !episode.hasActions;
    this.table.classList.toggle("ended", ended);
    if (!episode.discrete) { this.showContinuous(step, agent, ended); return; }
    const values = !ended && episode.hasValues ? episode.values(step).subarray(agent * episode.width, (agent + 1) * episode.width) : null;
    const taken = ended ? -1 : episode.action(step, agent);
    this.rows.forEach((row, action) => {
      const masked = !ended && !episode.isAvailable(step, agent, action);
      const mark = masked ? "masked" : action === taken ? "chosen" : "";
      tell(row.value, masked || !values ? "" : shown(values[action], episode.valueDecimals));
      tell(row.mark, mark);
      row.node.className = mark;
      const range = episode.header.outputs === "probabilities" ? [0, 1] : episode.valueRange;
      setWidth(row.fill, values && !masked && Number.isFinite(values[action]) ? shareOf(values[action], ...range) : 0);
    });
    this.showGap(values, taken);
  }

  showGap(values, taken) {
    const sorted = values ? Array.from(values).filter(Number.isFinite).sort((one, other) => other - one) : [];
    const explores = this.episode.header.outputs !== "probabilities" && values?.[taken] < sorted[0] ? "; another one was chosen" : "";
    const masked = this.rows.length > 16 && values ? `${values.length - sorted.length} actions are masked; ` : "";
    const lead = sorted.length > 1 ? `the best action leads by ${shown(sorted[0] - sorted[1], this.episode.valueDecimals)}${explores}` : "one action alone is available";
    tell(this.gap, sorted.length > 0 ? masked + lead : "");
  }

  showContinuous(step, agent, ended) {
    const { low, high } = this.episode.header;
    const action = ended ? null : this.episode.action(step, agent);
    const values = !ended && this.episode.hasValues ? this.episode.values(step) : null;
    this.rows.forEach((row, dimension) => {
      tell(row.value, action ? brief(action[dimension], 3) : NONE);
      const first = agent * this.episode.width + dimension;
      tell(row.mark, values ? `mean ${brief(values[first], 3)} ± ${brief(values[first + low.length], 3)}` : "");
      setWidth(row.fill, action ? shareOf(action[dimension], low[dimension], high[dimension]) : 0);
    });
    tell(this.gap, "");
  }

  showSeen(step, agent) {
    const { episode } = this;
    if (!episode.seenBits || !episode.cast) { tell(this.seen, ""); return; }
    const sees = [], seenBy = [], { items } = episode.cast;
    const own = items[this.item]?.entity ?? null;
    items.forEach((item, place) => {
      if (item.entity === null || item.agent === agent) return;
      if (episode.sees(step, agent, item.entity)) sees.push(shortName(episode.cast, place));
      if (item.agent !== null && own !== null && episode.sees(step, item.agent, own)) seenBy.push(item.agent);
    });
    tell(this.seen, `sees ${sees.join(", ") || "no other"}${own === null ? "" : `; seen by ${seenBy.join(", ") || "none"}`}`);
  }
}

function setWidth(node, share) {
  node.style.width = `${100 * share}%`;
}
