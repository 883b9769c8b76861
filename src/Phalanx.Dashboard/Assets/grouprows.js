// Rows of the table of runs. Each is made once and then filled again where something changed, so that the keyboard's focus stays where it is.

const groupColumns = [
  ["choice", "compare"], ["name", "algorithm", "algorithm"], ["environment", "environment", "environment"], ["seeds", "seeds", "seeds"], ["states", "state"],
  ["steps", "steps", "t_env"], ["outline", "course"], ["return", "return, median [25\u201375]", "return"], ["won", "won", "won"], ["speed", "steps/s", "speed"], ["left", "left", "left"],
];

function makeCells(kinds) {
  return Object.fromEntries(kinds.map(([kind, label]) => [kind, make("td", { role: "cell", class: `of-${kind}`, "data-label": label })]));
}

function stepsCell(cell, done, steps, label, moving) {
  fill(cell, `${done} ${steps} ${moving}`, () => make("span", { class: "steps" },
    make("span", { text: done === null ? none : steps && moving ? `${amount(done)} of ${amount(steps)}` : amount(done) }), moving ? progressBar(done, steps, label) : null));
}

function fillFigures(cells, won, speed, left) {
  for (const [kind, text] of [["won", share(won)], ["speed", amount(speed)], ["left", duration(left)]]) {
    fill(cells[kind], text, text);
    // A card of a telephone leaves out what there is not.
    cells[kind].classList.toggle("missing", text === none);
  }
}

class GroupRow {
  constructor(id, page) {
    this.id = id;
    this.page = page;
    this.cells = makeCells(groupColumns);
    this.open = false;
    this.rows = new Map();
    this.chosen = make("input", { type: "checkbox", onchange: () => page.choose(id, this.chosen.checked) });
    this.chosen.checked = page.chosen.has(id);
    this.cells.choice.append(make("label", { class: "check" }, this.chosen, this.chosenLabel = caption("")));
    this.button = make("button", { type: "button", class: "opener", "aria-expanded": "false", onclick: () => this.toggle() });
    this.cells.name.append(this.button);
    this.element = make("tr", { role: "row", class: "group" }, Object.values(this.cells));
  }

  show(group) {
    this.group = group;
    const cells = this.cells;
    const name = `${group.algorithm} on ${group.environment}`;
    this.chosenLabel.textContent = `compare ${name}`;
    fill(this.button, group.algorithm, make("span", { class: "arrow", "aria-hidden": "true", text: "\u203a" }), make("strong", { text: group.algorithm }), caption(`, ${many(group.runs.length, "run")}`));
    fill(cells.environment, `${group.environment} ${group.differs.map(setting => setting.value)}`, () => make("span", { text: group.environment }),
      () => group.differs.length === 0 ? null : make("span", { class: "chips" },
        group.differs.slice(0, 3).map(setting => make("span", { class: "chip", title: `${setting.path}: ${setting.value}`, text: `${setting.path.split(".").at(-1)} ${setting.value}` })),
        group.differs.length > 3 ? make("span", { class: "chip", title: group.differs.slice(3).map(setting => `${setting.path}: ${setting.value}`).join("\n"), text: `+${group.differs.length - 3}` }) : null));
    fill(cells.seeds, group.seeds, String(group.seeds));
    fill(cells.states, JSON.stringify(group.states), make("span", { class: "states" }, stateSigns(group.states)));
    stepsCell(cells.steps, group.t_env, group.steps, name, Boolean(group.states.running));
    fill(cells.outline, group.outline.join(), () => outline(group.outline, `course of the return of ${name}`));
    fill(cells.return, JSON.stringify(group.return), group.return ? spread(group.return) : none);
    fillFigures(cells, group.won?.median, group.speed, group.left);
  }

  async toggle(open = !this.open) {
    this.open = open;
    this.button.setAttribute("aria-expanded", String(open));
    this.page.keepOpen();
    if (open) await this.read();
    this.page.arrangeRows();
  }

  async read() {
    const answer = await ask("runs", { group: this.id, sort: "seed", size: 500 });
    const before = this.rows;
    this.rows = new Map(answer.runs.map(run => [run.id, before.get(run.id) ?? new SingleRow()]));
    for (const run of answer.runs) this.rows.get(run.id).show(run);
    this.page.arrangeRows();
  }

  elements() {
    return [this.element, ...(this.open ? [...this.rows.values()].flatMap(row => row.elements()) : [])];
  }
}

class SingleRow {
  constructor() {
    this.cells = makeCells(groupColumns);
    this.element = make("tr", { role: "row", class: "single" }, Object.values(this.cells));
    this.error = make("td", { role: "cell", class: "error", colspan: String(groupColumns.length) });
    this.errorRow = make("tr", { role: "row", class: "reason", hidden: true }, this.error);
  }

  elements() {
    return [this.element, this.errorRow];
  }

  show(run) {
    const cells = this.cells;
    this.cells.choice.removeAttribute("data-label");
    const name = run.seed === null ? run.path : `seed ${run.seed}`;
    fill(cells.name, name, make("a", { href: `/run/${run.id}`, text: name, title: run.path }));
    const silence = run.state === "unknown" ? `last row ${ago(run.updated)}` : run.state === "stopped" ? `last sign of life ${ago(run.updated)}` : ago(run.updated);
    this.errorRow.hidden = run.error === null;
    fill(this.error, run.error, run.error ?? "");
    fill(cells.environment, silence + run.records.join(), make("span", { class: "quiet", text: silence }), () => run.records.length ? make("a", { href: `/run/${run.id}#records`, class: "records", text: many(run.records.length, "replay") }) : null);
    fill(cells.seeds, "", "");
    fill(cells.states, run.state, () => stateSign(run.state));
    stepsCell(cells.steps, run.t_env, run.steps, name, run.state !== "done");
    fill(cells.outline, run.outline.join(), () => outline(run.outline, `course of the return of ${name}`));
    fill(cells.return, run.latest, number(run.latest));
    fillFigures(cells, run.won, run.speed, run.left);
  }
}
