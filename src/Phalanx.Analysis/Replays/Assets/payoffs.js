// A game of one step: the payoffs of the first two agents as a table, with the utilities on its margins and the joint action framed. What
// further agents do is as they chose.
class PayoffTable {
  constructor(box) {
    this.box = box;
  }

  open(episode) {
    const { agents, actions, action_names: names } = episode.header;
    this.episode = episode;
    this.two = agents > 1;
    const columns = this.two ? actions : 1;
    this.caption = make("caption");
    this.utilities = [actions, columns].map(count => times(count, () => make("td.utility")));
    this.cells = times(actions, () => times(columns, () => make("td")));
    const heads = times(columns, action => makeHead(this.two ? `→ ${names[action] ?? action}` : "payoff"));
    const rows = this.cells.map((cells, action) => makeRow(`↓ ${names[action] ?? action}`, this.utilities[0][action], ...cells));
    if (episode.hasValues && this.two) rows.unshift(make("tr", make("td"), make("td"), ...this.utilities[1]));
    this.box.replaceChildren(makeTable("payoffs", this.caption, [make("td"), make("td"), ...heads], rows));
  }

  show(step) {
    const { episode } = this, { agents, actions, payoffs } = episode.header;
    const at = Math.min(step, episode.steps - 1);
    const joint = times(agents, agent => episode.action(at, agent));
    const rest = joint.slice(2);
    tell(this.caption, `Payoffs; the framed cell is what the team chose${rest.length ? `, with ${rest.map((action, place) => `agent ${place + 2}: ${episode.actionName(action)}`).join(", ")}` : ""}.`);
    const most = Math.max(...payoffs);
    this.cells.forEach((row, first) => row.forEach((cell, second) => {
      const index = [first, ...this.two ? [second] : [], ...rest].reduce((flat, action) => flat * actions + action, 0);
      tell(cell, brief(payoffs[index]));
      const chosen = first === joint[0] && (!this.two || second === joint[1]);
      cell.classList.toggle("framed", chosen);
      cell.classList.toggle("best", payoffs[index] === most);
      if (chosen) cell.setAttribute("aria-label", `${cell.textContent}, chosen`); else cell.removeAttribute("aria-label");
    }));
    if (!episode.hasValues) return;
    const values = episode.values(at);
    this.utilities.slice(0, agents).forEach((cells, agent) => cells.forEach((cell, action) => tell(cell, shown(values[agent * episode.width + action], episode.valueDecimals))));
  }
}

function isPayoffGame(episode) {
  const { agents, actions, payoffs } = episode.header;
  return payoffs != null && episode.hasActions && episode.discrete && payoffs.length === actions ** agents;
}

// The joint actions of a game without a picture, step by step: the chosen moments are columns.
class ActionTable {
  constructor(box) {
    this.box = box;
  }

  open(episode) {
    const columns = Math.min(5, episode.steps);
    this.episode = episode;
    this.cells = times(Math.min(64, episode.header.agents), () => times(columns, () => make("td")));
    this.heads = times(columns, () => makeHead(""));
    this.box.replaceChildren(makeTable("payoffs", make("caption", "This environment draws no picture. What the agents chose around this step:"),
      [make("td"), ...this.heads], this.cells.map((cells, agent) => makeRow(`agent ${agent}`, ...cells))));
  }

  show(step) {
    const { episode } = this, first = Math.max(0, Math.min(step - 2, episode.steps - 5));
    [this.heads, ...this.cells].forEach((cells, row) => cells.forEach((cell, place) => {
      tell(cell, row > 0 ? episode.choice(first + place, row - 1) : `step ${first + place}`);
      cell.classList.toggle("framed", first + place === step);
    }));
  }
}
