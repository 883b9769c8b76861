// All studies below the folder.

class StudiesPage {
  constructor(main) {
    document.title = "Studies \u00b7 Phalanx";
    this.list = make("div", {});
    this.problem = make("p", { class: "error", role: "alert", hidden: true });
    main.replaceChildren(make("h1", { text: "Studies" }), this.problem, this.list);
    const refresh = seldom(1000, () => this.read());
    for (const kind of ["study", "run", "gone"]) live.on(kind, refresh);
    live.on("resync", () => this.read());
    live.listen();
    this.read();
  }

  async read() {
    try {
      const { studies } = await ask("studies");
      fill(this.list, JSON.stringify(studies), () => studies.length === 0
        ? make("p", { class: "quiet", text: "There is no study here: phalanx sweep and phalanx cluster keep theirs in the folder 'studies' beside 'runs', so show the folder that has both." })
        : studies.map(study => this.card(study)));
      this.problem.hidden = true;
      announce(`${many(studies.length, "study").replace(/ys$/, "ies")}`);
    } catch (problem) {
      this.problem.textContent = problem.message;
      this.problem.hidden = false;
    }
  }

  card(study) {
    return make("section", { class: "card", "aria-label": `study ${study.name}` },
      make("div", { class: "cardhead" }, make("h2", {}, make("a", { href: `/study/${study.id}`, text: study.name })), make("span", { class: "states" }, cellSigns(study.states))),
      study.cells > 0 ? cellBar(study.states, study.cells, study.name) : null,
      make("p", { class: "quiet studyline", text: studyLine(study) }),
      study.error === null ? null : make("p", { class: "error", text: study.error }));
  }
}

function studyLine(study) {
  return [
    `${study.states.done ?? 0} of ${many(study.cells, "cell")} done`, study.workers ? `on ${many(study.workers, "worker")}` : null,
    study.leases_lost ? `${many(study.leases_lost, "lease")} lost` : null, study.failures ? many(study.failures, "bad end") : null,
    study.journal ? null : "without a journal: its runs tell how far it is", study.updated ? `changed ${ago(study.updated)}` : null, study.path,
  ].filter(Boolean).join(" \u00b7 ");
}
