// How it stands with the cells of a study: words, signs, and a bar of all of them.

const cellStates = {
  running: { sign: "\u25b6", says: "a worker has it" },
  waiting: { sign: "\u25cb", says: "waits for a worker" },
  done: { sign: "\u2713", says: "as long as was asked for" },
  failed: { sign: "\u2715", says: "given up" },
  "taken out": { sign: "\u2212", says: "taken out by a user" },
};

const cellStateOrder = Object.keys(cellStates);

function cellSign(state, count = null) {
  return make("span", { class: `state ${state.replace(" ", "-")}`, title: cellStates[state]?.says ?? null },
    make("span", { "aria-hidden": "true", class: "signet", text: cellStates[state]?.sign ?? "?" }), count === null ? state : `${count.toLocaleString("en-US")} ${state}`);
}

function cellSigns(counts) {
  return cellStateOrder.filter(state => counts[state]).map(state => cellSign(state, counts[state]));
}

function cellWords(counts) {
  return cellStateOrder.filter(state => counts[state]).map(state => `${counts[state]} ${state}`).join(", ");
}

// All cells in one bar: done first, then those that run, then those that are lost, and what waits is the ground.
function cellBar(counts, cells, name) {
  let from = 0;
  const parts = ["done", "running", "failed", "taken out"].filter(state => counts[state]).map(state => {
    const part = makeShape("rect", { class: state.replace(" ", "-"), x: 1000 * from / cells, y: 0, width: 1000 * counts[state] / cells, height: 10 });
    from += counts[state];
    return part;
  });
  return makeShape("svg", { class: "cellbar", viewBox: "0 0 1000 10", preserveAspectRatio: "none", role: "img", "aria-label": `cells of ${name}: ${cellWords(counts)}` }, ...parts);
}

// A table that may be wider than a telephone: it is scrolled by itself.
function wideTable(name, heads, rows) {
  return make("div", { class: "scrolled", tabindex: "0", role: "region", "aria-label": name }, make("table", { class: "plaintable" },
    make("caption", { class: "unseen", text: name }), make("thead", {}, make("tr", {}, heads.map(head => make("th", { scope: "col", text: head })))), make("tbody", {}, rows)));
}
