// The first page: all runs, as groups of seeds.

class RunsPage {
  constructor(main) {
    this.chosen = new Set(address.list("groups"));
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
    this.summary = make("p", { class: "summary" });
    this.compare = make("a", { class: "button", href: "/compare" });
    this.clear = make("button", { type: "button", class: "plain", text: "clear", onclick: () => this.clearChosen() });
    this.tray = make("div", { class: "tray", hidden: true }, this.compare, this.clear);
    this.head = make("tr", { role: "row" }, groupColumns.map(([kind, label, key]) => this.header(kind, label, key)));
    this.body = make("tbody", { role: "rowgroup" });
    this.more = make("nav", { class: "pages", "aria-label": "pages of the list" });
    this.problem = make("p", { class: "error", role: "alert", hidden: true });
    main.replaceChildren(
      make("h1", { class: "unseen", text: "Runs" }),
      make("section", { class: "bar", "aria-label": "search" },
        make("label", { class: "search" }, caption("search runs by words and settings"), this.search),
        make("label", {}, caption("state"), this.state), this.summary),
      this.problem,
      make("div", { class: "card tablecard" }, make("table", { role: "table", class: "runs" },
        make("caption", { class: "unseen", text: "groups of runs that differ in their seeds" }),
        make("thead", { role: "rowgroup" }, this.head), this.body)),
      this.more, this.tray);
    for (const kind of ["run", "gone"]) live.on(kind, refresh);
    live.on("resync", () => this.read());
    live.listen();
    this.read();
    // Times such as "3 min ago" grow old by themselves.
    setInterval(() => !document.hidden && this.rows.forEach(row => row.open && row.read()), 20_000);
  }

  header(kind, label, key) {
    const cell = make("th", { role: "columnheader", scope: "col", class: `of-${kind}` });
    if (!key) {
      cell.append(kind === "choice" ? caption(label) : label);
      return cell;
    }
    cell.append(make("button", { type: "button", class: "sorter", text: label, onclick: () => this.sortBy(key) }));
    cell.sortKey = key;
    return cell;
  }

  sortBy(key) {
    // Numbers begin with the greatest, names with the first; a third press gives the usual order again.
    const first = ["algorithm", "environment"].includes(key) ? key : `-${key}`;
    const second = first === key ? `-${key}` : key;
    this.sort = this.sort === first ? second : this.sort === second ? "" : first;
    this.page = 1;
    this.read();
  }

  async read() {
    this.asking?.abort();
    this.asking = new AbortController();
    address.set({ query: this.search.value, state: this.state.value, sort: this.sort, page: this.page > 1 ? this.page : "" });
    try {
      this.show(await ask("groups", { query: this.search.value, state: this.state.value, sort: this.sort, page: this.page, size: 100 }, this.asking.signal));
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
    fill(this.summary, JSON.stringify([list.states, list.runs]), make("span", { class: "quiet", text: `${many(list.runs, "run")} in ${many(list.total, "group")}` }), make("span", { class: "states" }, stateSigns(list.states)));
    announce(`${many(list.runs, "run")}: ${stateWords(list.states)}`);
    this.order = list.groups.map(group => group.id);
    for (const group of list.groups) {
      let row = this.rows.get(group.id);
      const isNew = !row;
      if (isNew) this.rows.set(group.id, row = new GroupRow(group.id, this));
      row.show(group);
      if (isNew && this.opened.has(group.id)) row.toggle(true);
      else if (row.open) row.read();
    }
    for (const cell of this.head.children) {
      if (!cell.sortKey) continue;
      const sorted = this.sort === cell.sortKey ? "ascending" : this.sort === `-${cell.sortKey}` ? "descending" : "none";
      cell.setAttribute("aria-sort", sorted);
    }
    this.arrangeRows();
    this.showPages(list);
    this.showTray();
  }

  arrangeRows() {
    const rows = (this.order ?? []).map(id => this.rows.get(id)).filter(Boolean);
    if (rows.length > 0) arrange(this.body, rows.flatMap(row => row.elements()));
    else this.body.replaceChildren(make("tr", { role: "row" }, make("td", { role: "cell", class: "empty", colspan: String(groupColumns.length), text:
      this.search.value || this.state.value ? "No run is like that." : "There are no runs yet. They appear as soon as one begins: phalanx train qmix battle/3m" })));
  }

  showPages(list) {
    const pages = Math.max(1, Math.ceil(list.total / list.size));
    fill(this.more, `${this.page} ${pages}`, pages === 1 ? null : Array.from({ length: pages }, (_, at) => make("button", {
      type: "button", text: String(at + 1), "aria-current": at + 1 === this.page ? "page" : null, onclick: () => { this.page = at + 1; this.read(); },
    })));
  }

  keepOpen() {
    address.set({ open: [...this.rows.values()].filter(row => row.open).map(row => row.id).join(",") });
  }

  choose(id, chosen) {
    if (chosen) this.chosen.add(id);
    else this.chosen.delete(id);
    address.set({ groups: [...this.chosen].join(",") });
    this.showTray();
  }

  clearChosen() {
    this.chosen.clear();
    for (const row of this.rows.values()) row.chosen.checked = false;
    address.set({ groups: "" });
    this.showTray();
    this.search.focus();
  }

  showTray() {
    const count = this.chosen.size;
    this.tray.hidden = count === 0;
    this.compare.textContent = `Compare ${many(count, "group")}`;
    this.compare.href = `/compare?groups=${[...this.chosen].join(",")}`;
  }
}
