// Rows of groups of runs. Each is made once and then filled again where something changed, so that the keyboard's focus stays where it is.

class GroupRow {
  constructor(id, page) {
    this.id = id;
    this.page = page;
    this.cells = makeCells(groupColumns);
    this.open = false;
    this.rows = new Map();
    this.choice = new Choice(page, "groups", id, this.cells.choice);
    this.button = make("button", { type: "button", class: "opener", "aria-expanded": "false", onclick: () => this.toggle() });
    this.cells.name.append(this.button);
    this.element = make("tr", { role: "row", class: "group" }, Object.values(this.cells));
  }

  show(group) {
    this.group = group;
    const cells = this.cells;
    const name = `${group.algorithm} on ${group.environment}`;
    this.choice.name(name);
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
    this.rows = new Map(answer.runs.map(run => [run.id, before.get(run.id) ?? new SingleRow(run.id, this.page)]));
    for (const run of answer.runs) this.rows.get(run.id).show(run);
    this.page.arrangeRows();
  }

  clear() {
    for (const row of [this, ...this.rows.values()]) row.choice.clear();
  }

  age() {
    if (this.open) this.read();
  }

  elements() {
    return [this.element, ...(this.open ? [...this.rows.values()].flatMap(row => row.elements()) : [])];
  }
}
