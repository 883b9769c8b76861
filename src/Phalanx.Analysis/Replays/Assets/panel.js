// The chosen agent of one episode: what it has, what its actions promise and which it took, and whom it sees.
class Panel {
  constructor(box) {
    this.heading = make("h2");
    this.bars = make("div", { class: "bars" });
    this.actions = make("tbody");
    this.table = make("table", { class: "actions" }, make("caption", { class: "hidden" }, "Actions of the chosen agent"),
      make("thead", { class: "hidden" }, make("tr", {}, ...["action", "share of the range", "value", "mark"].map(name => make("th", { scope: "col" }, name)))), this.actions);
    this.gap = make("p", { class: "gap" });
    this.seen = make("p", { class: "seen" });
    this.observation = new ObservationView();
    box.replaceChildren(this.heading, this.bars, this.table, this.gap, this.seen, this.observation.node);
  }

  open(episode, label) {
    this.episode = episode;
    this.label = label;
    this.rows = [];
    this.barRows = [];
    this.bars.replaceChildren();
    this.openAgent = -1;
    const { actions, low } = episode.header;
    const count = episode.discrete ? actions : low.length;
    this.decimals = episode.hasValues ? decimalsFor(episode.valueRange[1] - episode.valueRange[0]) : 2;
    for (let index = 0; index < count; index++) {
      const row = { name: make("th", { scope: "row" }), fill: make("i"), value: make("td", { class: "value" }), mark: make("td", { class: "mark" }) };
      row.node = make("tr", {}, row.name, make("td", { class: "meter" }, row.fill), row.value, row.mark);
      this.rows.push(row);
    }
    this.actions.replaceChildren(...this.rows.map(row => row.node));
    this.table.hidden = !episode.hasActions;
    this.table.classList.toggle("many", count > 16);
    this.observation.open(episode);
  }

  show(step, agent) {
    const { episode } = this;
    this.item = episode.cast ? episode.cast.items.findIndex(item => item.agent === agent) : -1;
    const kind = this.item >= 0 && episode.cast.items[this.item].kind !== "agent" ? episode.cast.items[this.item].kind : "";
    tell(this.heading, `${this.label ? `${this.label}: ` : ""}agent ${agent}${kind ? `, ${kind}` : ""}`);
    if (this.openAgent !== agent) this.openBars(agent);
    this.showBars(step);
    this.showActions(step, agent);
    this.showSeen(step, agent);
    this.observation.show(step, agent);
  }

  openBars(agent) {
    this.openAgent = agent;
    this.barRows = this.item < 0 ? [] : this.episode.cast.items[this.item].bars.map(bar => {
      const row = { place: bar.place, max: bar.max, fill: make("i", { class: barColour(bar) }), text: make("b") };
      row.node = make("div", { class: "bar" }, make("span", {}, bar.name || "left"), make("span", { class: "meter" }, row.fill), row.text);
      return row;
    });
    this.bars.replaceChildren(...this.barRows.map(row => row.node));
  }

  showBars(step) {
    const now = this.episode.track?.at(step);
    for (const row of this.barRows) {
      const value = now.bars[this.item * MOST_BARS + row.place] / 1024;
      const there = now.presence[this.item] !== GONE && value >= 0;
      row.fill.style.width = `${there ? 100 * Math.min(1, value / row.max) : 0}%`;
      tell(row.text, there ? `${brief(value, 1)} of ${brief(row.max, 1)}` : NONE);
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
      tell(row.name, actionName(episode.header, action));
      tell(row.value, masked || !values ? "" : shown(values[action], this.decimals));
      tell(row.mark, masked ? "masked" : action === taken ? "chosen" : "");
      row.node.className = masked ? "masked" : action === taken ? "chosen" : "";
      const [low, high] = episode.header.outputs === "probabilities" ? [0, 1] : episode.valueRange ?? [0, 1];
      const share = values && !masked && Number.isFinite(values[action]) ? (high > low ? (values[action] - low) / (high - low) : 1) : 0;
      row.fill.style.width = `${100 * share}%`;
    });
    this.showGap(values, taken);
  }

  showGap(values, taken) {
    const sorted = values ? Array.from(values).filter(Number.isFinite).sort((one, other) => other - one) : [];
    const explores = this.episode.header.outputs !== "probabilities" && values?.[taken] < sorted[0] ? "; another one was chosen" : "";
    const masked = this.rows.length > 16 && values ? `${values.length - sorted.length} actions are masked; ` : "";
    const lead = sorted.length > 1 ? `the best action leads by ${shown(sorted[0] - sorted[1], this.decimals)}${explores}` : "one action alone is available";
    tell(this.gap, sorted.length > 0 ? masked + lead : "");
  }

  showContinuous(step, agent, ended) {
    const { low, high } = this.episode.header;
    const action = ended ? null : this.episode.action(step, agent);
    const values = !ended && this.episode.hasValues ? this.episode.values(step) : null;
    this.rows.forEach((row, dimension) => {
      tell(row.name, `part ${dimension}`);
      tell(row.value, action ? brief(action[dimension], 3) : NONE);
      const first = agent * this.episode.width + dimension;
      tell(row.mark, values ? `mean ${brief(values[first], 3)} ± ${brief(values[first + low.length], 3)}` : "");
      row.fill.style.width = `${action ? 100 * Math.min(1, Math.max(0, (action[dimension] - low[dimension]) / (high[dimension] - low[dimension]))) : 0}%`;
    });
    tell(this.gap, "");
  }

  showSeen(step, agent) {
    const { episode } = this;
    if (!episode.seenBits || !episode.cast) { tell(this.seen, ""); return; }
    const shortOf = item => item.agent !== null ? String(item.agent) : `${item.kind || item.role.replace("_", " ")} ${episode.cast.strings[item.label] || item.entity}`;
    const sees = [], seenBy = [];
    const own = this.item >= 0 ? episode.cast.items[this.item].entity : null;
    for (const item of episode.cast.items) {
      if (item.entity === null || item.agent === agent) continue;
      if (episode.sees(step, agent, item.entity)) sees.push(shortOf(item));
      if (item.agent !== null && own !== null && episode.sees(step, item.agent, own)) seenBy.push(shortOf(item));
    }
    tell(this.seen, `sees ${sees.join(", ") || "no other"}${own === null ? "" : `; seen by ${seenBy.join(", ") || "none"}`}`);
  }
}
