// Curves of several groups or runs in one chart, and what differs between them.

class ComparePage {
  constructor(main) {
    this.groups = address.list("groups");
    this.runs = address.list("runs");
    if (this.groups.length + this.runs.length === 0) {
      main.replaceChildren(make("h1", { text: "Compare" }), make("p", {}, "Nothing is chosen. Choose groups in the first column of the ", make("a", { href: "/", text: "list of runs" }), "."));
      return;
    }
    this.refresh = seldom(1000, () => this.read());
    this.column = make("select", { id: "column", onchange: () => this.change() });
    this.axis = make("select", { id: "axis", onchange: () => this.change() }, Object.entries(axisNames).map(([value, text]) => make("option", { value, text })));
    this.axis.value = address.get("x") || "t_env";
    this.singles = make("input", { type: "checkbox", id: "singles", onchange: () => this.change() });
    this.singles.checked = address.get("singles") === "1";
    this.smooth = make("input", { type: "range", id: "smooth", min: "0", max: "0.95", step: "0.05", value: address.get("smooth") || "0", oninput: () => this.change() });
    this.card = new ChartCard({ title: "return" });
    this.card.element.prepend(make("div", { class: "cardhead" },
      make("label", { class: "choice" }, "metric ", this.column), make("label", { class: "choice" }, "over ", this.axis),
      make("label", { class: "check", hidden: this.groups.length === 0 }, this.singles, "single runs"),
      make("label", { class: "choice" }, "smooth ", this.smooth),
      make("button", { type: "button", class: "plain", text: "CSV", onclick: () => offer(`${this.column.value}.csv`, curvesAsCsv(this.shown), "text/csv") })));
    this.problem = make("p", { class: "error", role: "alert", hidden: true });
    this.heading = make("h1", { text: "Compare" });
    main.replaceChildren(this.heading, this.problem, this.card.element,
      new Differences({ groups: this.groups.join(","), runs: this.runs.join(",") }).element);
    live.on("rows", this.refresh);
    live.on("resync", this.refresh);
    themeChanged.add(() => this.shown && this.show(this.answer));
    this.read();
    this.listen();
  }

  // Rows come only for runs that are named.
  async listen() {
    const ids = [...this.runs];
    if (this.groups.length > 0) {
      const list = await ask("groups", { size: 500 });
      for (const group of list.groups) if (this.groups.includes(group.id)) ids.push(...group.runs);
    }
    live.listen(ids);
  }

  change() {
    address.set({ column: this.column.value, x: this.axis.value === "t_env" ? "" : this.axis.value, singles: this.singles.checked, smooth: this.smooth.value === "0" ? "" : this.smooth.value });
    this.refresh();
  }

  async read() {
    const column = this.column.value || address.get("column") || "test_return_mean";
    try {
      const answer = await ask("curves", {
        groups: this.groups.join(","), runs: this.runs.join(","), singles: this.singles.checked ? this.groups.join(",") : "", column, x: this.axis.value, smooth: this.smooth.value,
      });
      this.problem.hidden = true;
      this.answer = answer;
      this.show(answer);
    } catch (problem) {
      this.problem.textContent = problem.message;
      this.problem.hidden = false;
    }
  }

  show(answer) {
    const columns = answer.columns.includes(answer.column) ? answer.columns : [answer.column, ...answer.columns];
    if (fill(this.column, columns.join(), columns.map(column => make("option", { value: column, text: columnName(column) })))) this.column.value = answer.column;
    const chosenRuns = answer.runs.filter(run => this.runs.includes(run.id));
    const curves = [
      ...answer.groups.map(group => ({ ...group, name: `${group.label}, ${many(group.seeds, "seed")}`, short: group.label })),
      ...chosenRuns.map(run => ({ id: run.id, name: run.label, short: run.label, seeds: 1, x: run.x, median: run.y, q25: run.y, q75: run.y, n: run.x.map(() => 1), smooth: run.smooth })),
    ];
    shorten(curves);
    curves.forEach((curve, at) => { curve.form = lineForm(at); });
    this.card.heading.textContent = columnName(answer.column);
    this.heading.textContent = `Compare ${columnName(answer.column)}`;
    document.title = `${columnName(answer.column)} of ${curves.map(curve => curve.short).slice(0, 3).join(", ")} \u00b7 Phalanx`;
    this.shown = { curves, singles: this.groups.length ? answer.runs.filter(run => !this.runs.includes(run.id)) : [], axis: answer.x, column: answer.column };
    this.card.show(this.shown);
  }
}

// On one environment its name says nothing; of one algorithm the algorithm's does not.
function shorten(curves) {
  const parts = curves.map(curve => curve.short.match(/^(.*?) on ([^ ,(]*)(.*)$/));
  if (curves.length < 2 || parts.some(part => !part)) return;
  const one = at => new Set(parts.map(part => part[at])).size === 1;
  if (!one(2)) return;
  curves.forEach((curve, at) => {
    const [, algorithm, , rest] = parts[at];
    const short = `${one(1) && rest ? "" : algorithm}${rest}`.replace(/^[ ,(]+/, "").replace(/^([^(]*)\)$/, "$1");
    curve.short = short || algorithm;
    curve.name = curve.name.replace(curve.label ?? curve.name, curve.short);
  });
}
