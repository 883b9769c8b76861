// What a method holds a game of one step to be: tables of joint values, the joint action that it takes framed in each.

function oneStepTables(game) {
  const tables = [];
  if (game.joint_values) tables.push(["joint values", game.joint_values]);
  for (const [name, values] of Object.entries(game.other_values ?? {})) tables.push([name.replaceAll("_", " "), values]);
  return make("section", { class: "card" },
    make("h2", { text: "The game of one step" }),
    make("p", {}, `The team takes the joint action (${game.greedy_joint_action.join(", ")}), which pays ${number(game.greedy_payoff, 4)}.`),
    make("div", { class: "games" }, tables.map(([name, values]) => gameTable(name, values, game.greedy_joint_action)), game.utilities ? utilityTable(game.utilities, game.greedy_joint_action) : null));
}

// Two agents make a table; of more, the table of the last two while the others take what they take.
function gameTable(name, values, greedy) {
  let table = values;
  const fixed = greedy.slice(0, -2);
  for (const action of fixed) table = table[action];
  if (!Array.isArray(table[0])) table = [table];
  const [row, column] = greedy.length > 1 ? greedy.slice(-2) : [0, greedy[0]];
  if (table.length > 40 || table[0].length > 40) return make("p", { class: "quiet", text: `${name}: too large to be shown` });
  const all = table.flat().filter(value => value !== null);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return make("div", { class: "scrolled game", tabindex: "0", role: "region", "aria-label": name }, make("table", {},
    make("caption", { text: fixed.length ? `${name}, where the others take ${fixed.join(", ")}` : name }),
    make("tbody", {}, table.map((line, at) => make("tr", {}, line.map((value, place) => make("td", {
      class: `heat${value === null || high === low ? 0 : Math.round(4 * (value - low) / (high - low))}${at === row && place === column ? " greedy" : ""}`,
      text: number(value, 3),
    }, at === row && place === column ? caption(" (taken)") : null)))))));
}

function utilityTable(utilities, greedy) {
  return make("div", { class: "scrolled game", tabindex: "0", role: "region", "aria-label": "utilities" }, make("table", {},
    make("caption", { text: "utilities of each agent" }),
    make("tbody", {}, utilities.slice(0, 40).map((line, agent) => make("tr", {}, make("th", { scope: "row", text: `agent ${agent}` }),
      line.slice(0, 40).map((value, action) => make("td", { class: action === greedy[agent] ? "greedy" : "", text: number(value, 3) })))))));
}
