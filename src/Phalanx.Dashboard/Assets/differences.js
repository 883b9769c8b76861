// In which settings groups or runs differ: any number of them, one column for each.

class Differences {
  constructor(parameters) {
    this.parameters = parameters;
    this.all = make("input", { type: "checkbox", id: "equal", onchange: () => this.read() });
    this.copy = make("button", { type: "button", class: "plain", text: "copy", onclick: () => this.copyText() });
    // A browser gives a page the clipboard only where the connection is safe.
    this.copy.hidden = !navigator.clipboard;
    this.table = make("div", { class: "scrolled", tabindex: "0", role: "region", "aria-label": "settings that differ" });
    this.element = make("section", { class: "card" },
      make("div", { class: "cardhead" }, make("h2", { text: "What differs" }), make("label", { class: "check" }, this.all, "show equal ones too"), this.copy,
        make("button", { type: "button", class: "plain", text: "CSV", onclick: () => offer("settings.csv", this.csv(), "text/csv") })), this.table);
    this.read();
  }

  async read() {
    const answer = await ask("diff", { ...this.parameters, all: this.all.checked ? 1 : null });
    this.answer = answer;
    if (answer.settings.length === 0) {
      this.table.replaceChildren(make("p", { class: "quiet", text: answer.labels.length < 2 ? "There is nothing to compare it with." : "No setting differs." }));
      return;
    }
    this.table.replaceChildren(make("table", { class: "settings" },
      make("caption", { class: "unseen", text: "settings" }),
      make("thead", {}, make("tr", {}, make("th", { scope: "col", text: "setting" }),
        answer.labels.map((label, at) => make("th", { scope: "col" }, answer.labels.length <= 16 ? legendMark(at) : null, make("span", { text: label }))))),
      make("tbody", {}, answer.settings.map(setting => make("tr", { class: setting.equal ? "equal" : "" }, make("th", { scope: "row", text: setting.path }),
        setting.values.map(value => make("td", { class: value === null ? "quiet" : "", text: value ?? "unset" })))))));
  }

  lines() {
    return [["setting", ...this.answer.labels], ...this.answer.settings.map(setting => [setting.path, ...setting.values.map(value => value ?? "")])];
  }

  csv() {
    return this.lines().map(line => `${line.map(quoted).join(",")}\n`).join("");
  }

  async copyText() {
    await navigator.clipboard.writeText(this.lines().map(line => line.join("\t")).join("\n"));
    this.copy.textContent = "copied";
    setTimeout(() => { this.copy.textContent = "copy"; }, 1500);
  }
}

// The line that a curve is drawn with.
function legendMark(index) {
  const { colour: hex, dash } = lineForm(index);
  return makeShape("svg", { class: "mark", viewBox: "0 0 22 8", "aria-hidden": "true" },
    makeShape("path", { d: "M1 4H21", stroke: hex, "stroke-width": 3, ...(dash === "solid" ? {} : { "stroke-dasharray": dash.join(" ") }) }));
}
