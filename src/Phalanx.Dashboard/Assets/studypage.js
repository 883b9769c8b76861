// One study: how far it is, what a person should look at, its machines, what ended badly, and its cells.

class StudyPage {
  constructor(main, id) {
    this.main = main;
    this.id = id;
    const refresh = seldom(1000, () => this.read());
    live.on("study", study => study.id === id && refresh());
    live.on("resync", () => this.read());
    const runs = seldom(4000, () => this.cells?.read());
    live.on("run", runs);
    live.listen();
    this.read();
    setInterval(() => !document.hidden && this.read(), 20_000);
  }

  async read() {
    try {
      const detail = await ask(`studies/${this.id}`);
      if (!this.cells) this.build(detail.study);
      this.show(detail);
      await this.cells.read();
    } catch (problem) {
      this.cells = null;
      this.main.replaceChildren(make("h1", { text: "Study" }), make("p", { class: "error", role: "alert", text: problem.message }), make("p", {}, make("a", { href: "/studies", text: "all studies" })));
    }
  }

  build(study) {
    document.title = `${study.name} \u00b7 Phalanx`;
    this.head = make("div", { class: "card" });
    this.alarms = make("section", { "aria-label": "alarms" });
    this.workers = make("section", { "aria-label": "machines" });
    this.bad = make("section", { "aria-label": "bad ends" });
    this.cells = new CellsTable(this.id);
    this.main.replaceChildren(make("h1", {}, study.name, make("span", { class: "quiet", text: ` ${study.path}` })), this.head, this.alarms, this.workers, this.bad, this.cells.element);
  }

  show({ study, workers, total_workers: total, alarms, bad }) {
    fill(this.head, JSON.stringify(study) + ago(study.updated), () => make("div", { class: "cardhead" }, make("span", { class: "states" }, cellSigns(study.states))),
      () => study.cells > 0 ? cellBar(study.states, study.cells, study.name) : null,
      () => make("p", { class: "quiet studyline", text: studyLine({ ...study, path: study.class }) }), () => study.error === null ? null : make("p", { class: "error", role: "alert", text: study.error }));
    fill(this.alarms, alarms.join("\n"), () => alarms.map(alarm => make("p", { class: "alarm", role: "alert", text: alarm })));
    fill(this.workers, JSON.stringify([workers, workers.map(worker => ago(worker.changed))]), () => workers.length === 0 ? null : [make("h2", { text: "Machines" }), this.workerTable(workers, total)]);
    fill(this.bad, JSON.stringify([bad, bad.map(end => ago(end.at))]), () => bad.length === 0 ? null : make("details", { open: this.bad.querySelector("details")?.open ?? bad.length <= 5 },
      make("summary", {}, make("h2", { text: `Bad ends, the latest ${bad.length}` })), this.badTable(bad)));
    announce(`${study.name}: ${cellWords(study.states)}`);
  }

  workerTable(workers, total) {
    const row = worker => make("tr", {}, make("th", { scope: "row" }, make("button", { type: "button", class: "sorter", text: worker.name, onclick: () => this.cells.show(worker.name) })),
      [worker.cells, worker.given, worker.done, worker.commits].map(count => make("td", { text: count.toLocaleString("en-US") })),
      [worker.leases_lost, worker.failures].map(count => make("td", { class: count ? "stopped" : null, text: String(count) })), make("td", { text: ago(worker.changed) }));
    return make("div", { class: "card" }, wideTable("machines of the study", ["machine", "has", "was given", "done", "snapshots", "leases lost", "bad ends", "last news"], workers.map(row)),
      total > workers.length ? make("p", { class: "quiet", text: `and ${many(total - workers.length, "machine")} before` }) : null);
  }

  badTable(bad) {
    return make("div", { class: "card" }, wideTable("bad ends of cells", ["cell", "machine", "epoch", "how", "at step", "when", "what went wrong"], bad.map(end => make("tr", {},
      make("th", { scope: "row", text: end.cell }), make("td", { text: end.worker ?? none }), make("td", { text: String(end.epoch) }),
      make("td", { class: end.given_up ? "failed" : null, text: end.given_up ? `${end.outcome}, given up` : end.outcome }),
      make("td", { text: amount(end.t_env) }), make("td", { text: ago(end.at) }), make("td", { class: "sentence", text: end.message ?? "" })))));
  }
}
