// The first page: all runs, as groups of seeds or one by one.

const views = {
  groups: { columns: groupColumns, row: GroupRow, size: 100, rows: list => list.groups, path: "groups", says: "groups of runs that differ in their seeds" },
  table: { columns: runColumns, row: TableRow, size: 50, rows: list => list.runs, path: "runs", says: "all runs" },
};

class RunsPage {
  constructor(main) {
    this.chosen = { groups: new Set(address.list("groups")), runs: new Set(address.list("runs")) };
    this.view = address.get("view") in views ? address.get("view") : "groups";
    this.opened = new Set(address.list("open"));
    this.rows = new Map();
    this.page = Number(address.get("page")) || 1;
    this.sort = address.get("sort");
    const refresh = seldom(1500, () => this.read());
    this.search = make("input", {
      type: "search", id: "query", placeholder: "env=battle/3m state=running", value: address.get("query"), spellcheck: "false", autocomplete: "off",
      oninput: seldom(250, () => { this.page = 1; this.read(); }),
    });
    this.state = make("select", { id: "state", onchange: () => { this.page = 1; this.read(); } },
      make("option", { value: "", text: "any state" }), stateOrder.map(state => make("option", { value: state, text: state })));
    this.state.value = address.get("state");
    this.switch = make("div", { class: "switch", role: "group", "aria-label": "how runs are listed" },
      ["table", "groups"].map(view => make("button", { type: "button", class: "plain", text: view, onclick: () => this.change(view) })));
    this.summary = make("p", { class: "summary" });
    this.compare = make("a", { class: "button", href: "/compare" });
    this.clear = make("button", { type: "button", class: "plain", text: "clear", onclick: () => this.clearChosen() });
    this.tray = make("div", { class: "tray", hidden: true }, this.compare, this.clear);
    this.head = make("tr", { role: "row" });
    this.caption = make("caption", { class: "unseen" });
    this.body = make("tbody", { role: "rowgroup" });
    this.more = make("nav", { class: "pages", "aria-label": "pages of the list" });
    this.problem = make("p", { class: "error", role: "alert", hidden: true });
    main.replaceChildren(
      make("h1", { class: "unseen", text: "Runs" }),
      make("section", { class: "bar", "aria-label": "search" },
        make("label", { class: "search" }, caption("search runs by words and settings"), this.search),
        make("label", {}, caption("state"), this.state), this.switch, this.summary),
      this.problem,
      make("div", { class: "card tablecard" }, make("table", { role: "table", class: "runs" },
        this.caption, make("thead", { role: "rowgroup" }, this.head), this.body)),
      this.more, this.tray);
    for (const kind of ["run", "gone"]) live.on(kind, refresh);
    live.on("resync", () => this.read());
    live.listen();
    this.showView();
    this.read();
    setInterval(() => !document.hidden && this.rows.forEach(row => row.age()), 20_000);
  }

  get columns() {
    return views[this.view].columns;
  }

  // What is searched and chosen stays; the order does where the other view has it too.
  change(view) {
    if (view === this.view) return;
    const other = { return: "latest", latest: "return" };
    const key = this.sort.replace(/^-/, "");
    this.view = view;
    const kept = this.columns.some(column => column[2] === key) ? key : other[key];
    this.sort = kept && this.columns.some(column => column[2] === kept) ? this.sort.replace(key, kept) : "";
    this.opened = new Set(address.list("open"));
    this.page = 1;
    this.rows = new Map();
    this.showView();
    this.read();
  }

  showView() {
    const { columns, says } = views[this.view];
    this.caption.textContent = says;
    this.head.replaceChildren(...columns.map(([kind, label, key]) => columnHeading(kind, label, key, wanted => this.sortBy(wanted))));
    for (const button of this.switch.children) button.setAttribute("aria-pressed", String(button.textContent === this.view));
  }

  sortBy(key) {
    this.sort = nextSort(this.sort, key, ["algorithm", "environment", "path", "state", "seed"]);
    this.page = 1;
    this.read();
  }

  async read() {
    this.asking?.abort();
    this.asking = new AbortController();
    const view = views[this.view];
    address.set({ view: this.view === "groups" ? "" : this.view, query: this.search.value, state: this.state.value, sort: this.sort, page: this.page > 1 ? this.page : "" });
    try {
      this.show(await ask(view.path, { query: this.search.value, state: this.state.value, sort: this.sort, page: this.page, size: view.size }, this.asking.signal));
      this.problem.hidden = true;
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.problem.textContent = problem.message;
      this.problem.hidden = false;
    }
  }

  show(list) {
    const running = list.states.running ?? 0;
    document.title = running ? `${running} running \u00b7 Phalanx` : "Phalanx";
    const items = views[this.view].rows(list);
    const runs = this.view === "groups" ? list.runs : list.total;
    fill(this.summary, JSON.stringify([list.states, runs, list.total, this.view]),
      make("span", { class: "quiet", text: this.view === "groups" ? `${many(runs, "run")} in ${many(list.total, "group")}` : many(runs, "run") }), make("span", { class: "states" }, stateSigns(list.states)));
    announce(`${many(runs, "run")}: ${stateWords(list.states)}`);
    this.order = items.map(item => item.id);
    for (const item of items) {
      let row = this.rows.get(item.id);
      const isNew = !row;
      if (isNew) this.rows.set(item.id, row = new views[this.view].row(item.id, this));
      row.show(item);
      if (isNew && row.toggle && this.opened.has(item.id)) row.toggle(true);
      else if (row.open) row.read();
    }
    showSort(this.head, this.sort);
    this.arrangeRows();
    this.showPages(list);
    this.showTray();
  }

  arrangeRows() {
    const rows = (this.order ?? []).map(id => this.rows.get(id)).filter(Boolean);
    if (rows.length > 0) arrange(this.body, rows.flatMap(row => row.elements()));
    else this.body.replaceChildren(make("tr", { role: "row" }, make("td", { role: "cell", class: "empty", colspan: String(this.columns.length), text:
      this.search.value || this.state.value ? "No run is like that." : "There are no runs yet. They appear as soon as one begins: phalanx train qmix battle/3m" })));
  }

  showPages(list) {
    pageButtons(this.more, this.page, list, page => { this.page = page; this.read(); });
  }

  keepOpen() {
    address.set({ open: [...this.rows.values()].filter(row => row.open).map(row => row.id).join(",") });
  }

  choose(kind, id, chosen) {
    if (chosen) this.chosen[kind].add(id);
    else this.chosen[kind].delete(id);
    address.set({ [kind]: [...this.chosen[kind]].join(",") });
    this.showTray();
  }

  clearChosen() {
    for (const kind of ["groups", "runs"]) this.chosen[kind].clear();
    for (const row of this.rows.values()) row.clear();
    address.set({ groups: "", runs: "" });
    this.showTray();
    this.search.focus();
  }

  showTray() {
    const kinds = ["groups", "runs"].filter(kind => this.chosen[kind].size > 0);
    this.tray.hidden = kinds.length === 0;
    this.compare.textContent = `Compare ${kinds.map(kind => many(this.chosen[kind].size, kind.slice(0, -1))).join(" and ")}`;
    this.compare.href = `/compare?${kinds.map(kind => `${kind}=${[...this.chosen[kind]].join(",")}`).join("&")}`;
  }
}
