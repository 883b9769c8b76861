// What rows of runs are made of, and those of single runs: below their group, and in the table of all runs.

const groupColumns = [
  ["choice", "compare"], ["name", "algorithm", "algorithm"], ["environment", "environment", "environment"], ["seeds", "seeds", "seeds"], ["states", "state"],
  ["steps", "steps", "t_env"], ["outline", "course"], ["return", "return, median [25\u201375]", "return"], ["won", "won", "won"], ["speed", "steps/s", "speed"], ["left", "left", "left"],
];

const runColumns = [
  ["choice", "compare"], ["name", "run", "path"], ["algorithm", "algorithm", "algorithm"], ["environment", "environment", "environment"], ["seed", "seed", "seed"], ["states", "state", "state"],
  ["steps", "steps", "t_env"], ["outline", "course"], ["return", "return", "latest"], ["best", "best", "best"], ["won", "won", "won"], ["speed", "steps/s", "speed"], ["left", "left", "left"], ["updated", "changed", "updated"],
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

// The box by which a group or a run is chosen to be compared.
class Choice {
  constructor(page, kind, id, cell) {
    this.box = make("input", { type: "checkbox", onchange: () => page.choose(kind, id, this.box.checked) });
    this.box.checked = page.chosen[kind].has(id);
    cell.append(make("label", { class: "check" }, this.box, this.label = caption("")));
  }

  name(name) {
    this.label.textContent = `compare ${name}`;
  }

  clear() {
    this.box.checked = false;
  }
}

class RunRow {
  constructor(columns, kind, id, page) {
    this.cells = makeCells(columns);
    this.choice = new Choice(page, "runs", id, this.cells.choice);
    this.element = make("tr", { role: "row", class: kind }, Object.values(this.cells));
    this.error = make("td", { role: "cell", class: "error", colspan: String(columns.length) });
    this.errorRow = make("tr", { role: "row", class: "reason", hidden: true }, this.error);
  }

  elements() {
    return [this.element, this.errorRow];
  }

  // What both kinds of rows have.
  showRun(run, name) {
    const cells = this.cells;
    this.run = run;
    this.choice.name(run.path);
    fill(cells.name, name, make("a", { href: `/run/${run.id}`, text: name, title: run.path }));
    this.errorRow.hidden = run.error === null;
    fill(this.error, run.error, run.error ?? "");
    fill(cells.states, run.state, () => stateSign(run.state));
    stepsCell(cells.steps, run.t_env, run.steps, name, run.state !== "done");
    fill(cells.outline, run.outline.join(), () => outline(run.outline, `course of the return of ${name}`));
    fill(cells.return, run.latest, number(run.latest));
    fillFigures(cells, run.won, run.speed, run.left);
  }

  // When it last changed, and what was recorded of it.
  showChange(cell, run) {
    const silence = run.state === "unknown" ? `last row ${ago(run.updated)}` : run.state === "stopped" ? `last sign of life ${ago(run.updated)}` : ago(run.updated);
    fill(cell, silence + run.records.join(), make("span", { class: "quiet", text: silence }), () => run.records.length ? make("a", { href: `/run/${run.id}#records`, class: "records", text: many(run.records.length, "replay") }) : null);
  }
}

// A run below its group, whose row tells what they have in common.
class SingleRow extends RunRow {
  constructor(id, page) {
    super(groupColumns, "single", id, page);
  }

  show(run) {
    this.showRun(run, run.seed === null ? run.path : `seed ${run.seed}`);
    this.showChange(this.cells.environment, run);
  }
}

// A run in the table of all runs.
class TableRow extends RunRow {
  constructor(id, page) {
    super(runColumns, "single alone", id, page);
  }

  show(run) {
    const cells = this.cells;
    this.showRun(run, run.path);
    fill(cells.algorithm, run.algorithm, run.algorithm);
    fill(cells.environment, run.environment, run.environment);
    fill(cells.seed, run.seed, run.seed ?? none);
    fill(cells.best, run.best, number(run.best));
    this.showChange(cells.updated, run);
  }

  clear() {
    this.choice.clear();
  }

  // Times such as "3 min ago" grow old by themselves.
  age() {
    this.showChange(this.cells.updated, this.run);
  }
}
