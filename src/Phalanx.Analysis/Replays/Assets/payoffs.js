// A game of one step: the payoffs of the first two agents as a table, with the utilities on its margins and the joint action framed. What
// further agents do is as they chose.
class PayoffTable {
  constructor(box) {
    this.box = box;
  }

  open(episode) {
    const { agents, actions } = episode.header;
    const named = (agent, action) => `${agent === 0 ? "↓" : "→"} ${episode.header.action_names[action] ?? action}`;
    this.episode = episode;
    this.two = agents > 1;
    const columns = this.two ? actions : 1;
    const table = make("table", { class: "payoffs" });
    this.caption = make("caption");
    this.columnHeads = [];
    const head = make("tr", {}, make("td"), make("td", { class: "utility" }));
    const utilities = make("tr", {}, make("td"), make("td", { class: "utility" }));
    this.utilities = [[], []];
    for (let action = 0; action < columns; action++) {
      head.append(make("th", { scope: "col" }, this.two ? named(1, action) : "payoff"));
      const utility = make("td", { class: "utility" });
      this.utilities[1].push(utility);
      utilities.append(utility);
    }
    const body = make("tbody");
    if (episode.hasValues && this.two) body.append(utilities);
    this.cells = [];
    for (let action = 0; action < actions; action++) {
      const utility = make("td", { class: "utility" });
      this.utilities[0].push(utility);
      const cells = Array.from({ length: columns }, () => make("td"));
      this.cells.push(cells);
      body.append(make("tr", {}, make("th", { scope: "row" }, named(0, action)), utility, ...cells));
    }
    table.append(this.caption, make("thead", {}, head), body);
    this.box.replaceChildren(table);
  }

  show(step) {
    const { episode } = this, { agents, actions, payoffs } = episode.header;
    const at = Math.min(step, episode.steps - 1);
    const joint = Array.from({ length: agents }, (_, agent) => episode.action(at, agent));
    const rest = joint.slice(2);
    tell(this.caption, `Payoffs; the framed cell is what the team chose${rest.length ? `, with ${rest.map((action, place) => `agent ${place + 2}: ${actionName(episode.header, action)}`).join(", ")}` : ""}.`);
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
    const values = episode.values(at), decimals = decimalsFor(episode.valueRange[1] - episode.valueRange[0]);
    this.utilities.forEach((cells, agent) => {
      if (agent < agents) cells.forEach((cell, action) => tell(cell, shown(values[agent * episode.width + action], decimals)));
    });
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
    this.rows = Array.from({ length: Math.min(64, episode.header.agents) }, (_, agent) => {
      const cells = Array.from({ length: columns }, () => make("td"));
      return { agent, cells, node: make("tr", {}, make("th", { scope: "row" }, `agent ${agent}`), ...cells) };
    });
    this.heads = Array.from({ length: columns }, () => make("th", { scope: "col" }));
    this.box.replaceChildren(make("table", { class: "payoffs" },
      make("caption", {}, "This environment draws no picture. What the agents chose around this step:"),
      make("thead", {}, make("tr", {}, make("td"), ...this.heads)),
      make("tbody", {}, ...this.rows.map(row => row.node))));
  }

  show(step) {
    const { episode } = this, first = Math.max(0, Math.min(step - 2, episode.steps - 5));
    this.heads.forEach((head, place) => {
      tell(head, `step ${first + place}`);
      head.classList.toggle("framed", first + place === step);
    });
    for (const { agent, cells } of this.rows) {
      cells.forEach((cell, place) => {
        tell(cell, choiceText(episode, first + place, agent));
        cell.classList.toggle("framed", first + place === step);
      });
    }
  }
}

// What an agent chose, in a word or as numbers.
function choiceText(episode, step, agent) {
  if (!episode.hasActions || step >= episode.steps) return NONE;
  const action = episode.action(step, agent);
  return episode.discrete ? actionName(episode.header, action) : Array.from(action, value => brief(value)).join(", ");
}
