// The cells of a study, a page of them at a time: the server searches, sorts and cuts, since there may be thousands.

const cellColumns = [
  ["cell", "cell", "cell"], ["environment", "environment", "environment"], ["cellstate", "state", "state"], ["steps", "steps", "t_env"], ["worker", "machine", "worker"],
  ["epoch", "epoch", "epoch"], ["attempts", "attempts", "attempts"], ["time", "time", "time"], ["updated", "changed", "changed"],
];

class CellsTable {
  constructor(id) {
    this.id = id;
    this.page = Number(address.get("page")) || 1;
    this.sort = address.get("sort");
    this.worker = address.get("worker");
    const again = () => { this.page = 1; this.read(); };
    this.search = make("input", { type: "search", id: "query", placeholder: "words: cell, environment, machine", value: address.get("query"), spellcheck: "false", autocomplete: "off", oninput: seldom(250, again) });
    this.state = make("select", { id: "state", onchange: again }, make("option", { value: "", text: "any state" }), cellStateOrder.map(state => make("option", { value: state, text: state })));
    this.state.value = address.get("state");
    this.ofWorker = make("button", { type: "button", class: "plain", hidden: true, onclick: () => this.show("") });
    this.summary = make("p", { class: "summary" });
    this.head = make("tr", { role: "row" }, cellColumns.map(([kind, label, key]) => columnHeading(kind, label, key, wanted => this.sortBy(wanted))));
    this.body = make("tbody", { role: "rowgroup" });
    this.more = make("nav", { class: "pages", "aria-label": "pages of the cells" });
    this.problem = make("p", { class: "error", role: "alert", hidden: true });
    this.element = make("section", { "aria-label": "cells" }, make("h2", { text: "Cells" }),
      make("div", { class: "bar" }, make("label", { class: "search" }, caption("search cells by words"), this.search), make("label", {}, caption("state"), this.state), this.ofWorker, this.summary),
      this.problem,
      make("div", { class: "card tablecard" }, make("table", { role: "table", class: "runs" }, make("caption", { class: "unseen", text: "cells of the study" }), make("thead", { role: "rowgroup" }, this.head), this.body)),
      this.more);
  }

  // The cells of one machine, or of all.
  show(worker) {
    this.worker = worker;
    this.page = 1;
    this.read();
  }

  sortBy(key) {
    this.sort = nextSort(this.sort, key, ["cell", "environment", "state", "worker"]);
    this.page = 1;
    this.read();
  }

  async read() {
    this.asking?.abort();
    this.asking = new AbortController();
    const asked = { query: this.search.value, state: this.state.value, worker: this.worker, sort: this.sort };
    address.set({ ...asked, page: this.page > 1 ? this.page : "" });
    try {
      const list = await ask(`studies/${this.id}/cells`, { ...asked, page: this.page, size: 100 }, this.asking.signal);
      this.problem.hidden = true;
      this.fill(list);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.problem.textContent = problem.message;
      this.problem.hidden = false;
    }
  }

  fill(list) {
    fill(this.summary, JSON.stringify([list.total, list.states]), make("span", { class: "quiet", text: many(list.total, "cell") }), make("span", { class: "states" }, cellSigns(list.states)));
    this.ofWorker.hidden = this.worker === "";
    this.ofWorker.textContent = `only ${this.worker} \u2715`;
    this.ofWorker.setAttribute("aria-label", `only cells of ${this.worker}; show all`);
    showSort(this.head, this.sort);
    pageButtons(this.more, this.page, list, page => { this.page = page; this.read(); });
    const old = new Map([...this.body.children].map(row => [row.cellId, row]));
    if (list.cells.length === 0) this.body.replaceChildren(make("tr", { role: "row" }, make("td", { role: "cell", class: "empty", colspan: String(cellColumns.length), text: "No cell is like that." })));
    else arrange(this.body, list.cells.map(cell => this.row(old.get(cell.id) ?? this.newRow(cell.id), cell)));
  }

  newRow(id) {
    const cells = makeCells(cellColumns);
    const row = make("tr", { role: "row", class: "single alone cell" }, Object.values(cells));
    [row.cellId, row.parts] = [id, cells];
    return row;
  }

  row(row, cell) {
    const cells = row.parts;
    fill(cells.cell, `${cell.run} ${cell.seed}`, cell.run === null ? cell.id : make("a", { href: `/run/${cell.run}`, text: cell.id }), make("span", { class: "quiet", text: ` ${cell.algorithm}, seed ${cell.seed}` }));
    fill(cells.environment, cell.environment, cell.environment);
    fill(cells.cellstate, `${cell.state} ${cell.message}`, cellSign(cell.state), cell.message === null ? null : make("p", { class: cell.state === "failed" ? "error reason" : "quiet reason", text: cell.message }));
    stepsCell(cells.steps, cell.t_env, cell.steps, cell.id, cell.state !== "done");
    fill(cells.worker, cell.worker, cell.worker ?? none);
    fill(cells.epoch, cell.epoch, String(cell.epoch));
    fill(cells.attempts, `${cell.attempts} ${cell.leases_lost}`, String(cell.attempts), cell.leases_lost ? make("span", { class: "stopped", text: ` (${many(cell.leases_lost, "lease")} lost)` }) : null);
    const time = cell.seconds === null || (cell.attempts === 0 && !cell.seconds) ? none : duration(cell.seconds);
    fill(cells.time, time, time);
    fill(cells.updated, ago(cell.changed), ago(cell.changed));
    return row;
  }
}
