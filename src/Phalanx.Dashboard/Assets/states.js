// How it stands with a run: a sign, a word and a colour, so that none is needed to know it.

const states = {
  running: { sign: "\u25b6", says: "is being trained" },
  done: { sign: "\u2713", says: "as long as was asked for" },
  interrupted: { sign: "\u2016", says: "interrupted and saved; it can be resumed" },
  stopped: { sign: "\u25a0", says: "its process gave no sign of life for 20 seconds" },
  failed: { sign: "\u2715", says: "ended with an error" },
  damaged: { sign: "!", says: "one of its files cannot be read" },
  unknown: { sign: "?", says: "no progress.json and no summary" },
};

const stateOrder = Object.keys(states);

function stateSign(state, count = null) {
  const known = states[state] ?? states.unknown;
  return make("span", { class: `state ${state in states ? state : "unknown"}`, title: known.says },
    make("span", { "aria-hidden": "true", class: "signet", text: known.sign }), count === null ? state : `${count} ${state}`);
}

function stateSigns(counts) {
  return stateOrder.filter(state => counts[state]).map(state => stateSign(state, counts[state]));
}

function stateWords(counts) {
  return stateOrder.filter(state => counts[state]).map(state => `${counts[state]} ${state}`).join(", ");
}

function progressBar(done, all, label) {
  if (!all || done === null) return null;
  const part = Math.min(1, done / all);
  return make("progress", { max: "1", value: String(part), "aria-label": `${label}: ${Math.round(100 * part)} %` });
}
