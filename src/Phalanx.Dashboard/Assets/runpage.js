// One run: how it stands with it, a chart of every column, its settings, checkpoints and records.

class RunPage {
  constructor(main, id) {
    this.main = main;
    this.id = id;
    this.cards = new Map();
    this.columns = {};
    this.generation = null;
    live.on("run", run => run.id === id && this.showHead(run));
    live.on("rows", rows => rows.id === id && this.readRows());
    live.on("resync", () => this.read());
    live.on("gone", gone => gone.id === id && this.fail(new Error("this run is gone")));
    themeChanged.add(() => this.showCharts());
    this.read().then(() => live.listen([id]));
  }

  async read() {
    try {
      const detail = await ask(`runs/${this.id}`);
      if (!this.head) this.build(detail);
      this.showHead(detail.run);
      this.showFacts(detail);
      await this.readRows();
    } catch (problem) {
      this.fail(problem);
    }
  }

  fail(problem) {
    this.main.replaceChildren(make("h1", { text: "Run" }), make("p", { class: "error", role: "alert", text: problem.message }), make("p", {}, make("a", { href: "/", text: "all runs" })));
  }

  build(detail) {
    const run = detail.run;
    document.title = `${run.algorithm} on ${run.environment}, seed ${run.seed ?? none} \u00b7 Phalanx`;
    this.head = make("p", { class: "runhead" });
    this.error = make("p", { class: "error", hidden: true });
    this.facts = make("dl", { class: "facts" });
    this.charts = make("div", { class: "charts" });
    this.main.replaceChildren(
      make("h1", {}, `${run.algorithm} on ${run.environment}`, run.seed === null ? null : make("span", { class: "quiet", text: ` seed ${run.seed}` })),
      this.head, this.error,
      make("section", { class: "card", "aria-label": "figures of the run" }, this.facts),
      make("h2", { text: "Curves" }), this.charts,
      ...(detail.summary?.one_step ? [oneStepTables(detail.summary.one_step)] : []),
      this.records(detail), this.settings(detail));
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }

  showHead(run) {
    const moving = run.state === "running";
    fill(this.head, `${run.state} ${run.phase} ${run.t_env} ${run.speed} ${run.left}`, stateSign(run.state),
      make("span", { text: run.t_env === null ? "" : run.steps && moving ? `${amount(run.t_env)} of ${amount(run.steps)} steps` : `${amount(run.t_env)} steps` }),
      moving ? progressBar(run.t_env, run.steps, "steps") : null,
      moving && run.phase ? make("span", { class: "quiet", text: run.phase }) : null,
      moving && run.speed !== null ? make("span", { text: `${amount(run.speed)} steps/s` }) : null,
      moving && run.left !== null ? make("span", { text: `${duration(run.left)} left` }) : null,
      moving ? null : make("span", { class: "quiet", text: `changed ${ago(run.updated)}` }),
      make("a", { href: `/?open=${run.group}&query=${encodeURIComponent(`env=${run.environment} algorithm=${run.algorithm}`)}`, text: "its group" }),
      make("a", { href: `/compare?groups=${run.group}&runs=${run.id}`, text: "against its group" }));
    this.error.hidden = run.error === null;
    this.error.textContent = run.error ?? "";
    announce(`${run.state}, ${amount(run.t_env)} steps`);
  }

  showFacts({ run, progress, summary, checkpoints }) {
    const facts = [
      ["return", number(run.latest, 4)], ["best return", number(run.best, 4)], ["won", run.won === null ? null : share(run.won)],
      ["time of training", progress || summary ? duration(progress?.wall_seconds ?? summary?.wall_seconds) : null],
      ["episodes", progress || summary ? amount(progress?.episodes ?? summary?.episodes) : null], ["training steps", progress || summary ? amount(progress?.training_steps ?? summary?.training_steps) : null],
      ["memory", progress && run.state === "running" ? bytes(progress.memory_bytes) : null], ["started", progress ? moment(progress.started) : null],
      ["checkpoints", checkpoints.length ? `${checkpoints.slice(-4).map(amount).join(", ")}${checkpoints.length > 4 ? ` and ${checkpoints.length - 4} before` : ""}` : null],
      ["machine", summary ? `${summary.machine.processor}, ${many(summary.machine.cores, "core")}, ${summary.machine.simd} bits` : null], ["version", summary?.version.split("+")[0]], ["folder", run.path],
    ];
    this.facts.replaceChildren(...facts.filter(([, value]) => value).map(([name, value]) => make("div", {}, make("dt", { text: name }), make("dd", { text: value }))));
  }

  // Only rows that are new are asked for. Where rows were replaced, all are.
  async readRows() {
    const have = this.columns.t_env?.length ?? 0;
    let part = await ask(`runs/${this.id}/metrics`, { since: have });
    if (have > 0 && (part.generation !== this.generation || part.rows < have)) {
      this.columns = {};
      part = await ask(`runs/${this.id}/metrics`);
    }
    this.generation = part.generation;
    for (const [column, values] of Object.entries(part.columns)) (this.columns[column] ??= []).push(...values);
    this.showCharts();
  }

  showCharts() {
    const shown = Object.keys(this.columns).filter(column => !["t_env", "episode", "test_return_std"].includes(column) && this.columns[column].some(value => value !== null));
    for (const column of shown) {
      if (!this.cards.has(column)) {
        const card = new ChartCard({ title: columnName(column), small: true });
        this.cards.set(column, card);
        this.charts.append(card.element);
      }
      const points = this.columns.t_env.map((x, at) => [x, this.columns[column][at]]).filter(point => point[1] !== null);
      const [x, y] = [points.map(point => point[0]), points.map(point => point[1])];
      this.cards.get(column).show({ axis: "t_env", column, curves: [{ id: column, name: columnName(column), short: columnName(column), seeds: 1, x, median: y, q25: y, q75: y, n: x.map(() => 1), form: lineForm(0) }] });
    }
    if (shown.length === 0) fill(this.charts, "none", make("p", { class: "quiet", text: "There is no row yet: the first test is still to come." }));
    else if (this.charts.filledWith) [this.charts.filledWith] = [undefined, this.charts.firstElementChild?.matches("p") && this.charts.firstElementChild.remove()];
  }

  records({ run }) {
    if (run.records.length === 0) return "";
    return make("section", { class: "card", id: "records" }, make("h2", { text: "Recorded episodes" }),
      make("ul", { class: "recordlist" }, run.records.map(record => make("li", {},
        make("a", { href: `/replay/${run.id}/${encodeURIComponent(record)}`, text: record }), " ",
        make("a", { href: `/api/v1/runs/${run.id}/records/${encodeURIComponent(record)}`, download: record, text: "file" })))));
  }

  settings({ settings, presets }) {
    const off = settings.filter(setting => setting.preset !== null).length;
    const body = make("tbody", {}, settings.map(setting => make("tr", { class: setting.preset === null ? "" : "off" }, make("th", { scope: "row", text: setting.path }), make("td", { text: setting.value }),
      make("td", { class: "quiet", text: setting.preset === null ? "" : `preset: ${setting.preset}` }))));
    return make("section", { class: "card" }, make("details", { open: off > 0 },
      make("summary", {}, make("h2", { text: "Settings" }), make("span", { class: "quiet", text: off ? ` ${off} of ${settings.length} differ from the preset` : presets ? ` ${settings.length}, as the preset has them` : ` ${settings.length}` })),
      make("div", { class: "scrolled", tabindex: "0", role: "region", "aria-label": "settings" }, make("table", { class: "settings" },
        make("caption", { class: "unseen", text: "settings" }),
        make("thead", { class: "unseen" }, make("tr", {}, ["setting", "value", "preset"].map(text => make("th", { scope: "col", text })))), body))));
  }
}
