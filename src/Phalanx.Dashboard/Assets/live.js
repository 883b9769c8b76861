// What changes comes as events. A page that is not seen does not listen, and reads everything anew when it is seen again.

const live = {
  listeners: { run: new Set(), rows: new Set(), gone: new Set(), study: new Set(), resync: new Set() },
  source: null,
  runs: [],
  broken: false,

  on(kind, action) {
    this.listeners[kind].add(action);
  },

  tell(kind, content) {
    for (const action of this.listeners[kind]) action(content);
  },

  listen(runs = []) {
    this.runs = runs;
    this.close();
    if (document.hidden) return;
    const source = new EventSource(`/api/v1/events${runs.length ? `?runs=${runs.slice(0, 600).join(",")}` : ""}`);
    this.source = source;
    for (const kind of ["run", "rows", "gone", "study"]) source.addEventListener(kind, event => this.tell(kind, JSON.parse(event.data)));
    source.addEventListener("resync", () => this.tell("resync"));
    source.addEventListener("hello", () => this.show(false));
    source.addEventListener("error", () => {
      this.show(true);
      if (source.readyState === EventSource.CLOSED && this.source === source) setTimeout(() => this.source === source && this.listen(this.runs), 3000);
    });
  },

  close() {
    this.source?.close();
    this.source = null;
  },

  show(broken) {
    if (this.broken && !broken) this.tell("resync");
    this.broken = broken;
    const sign = document.getElementById("connection");
    if (sign) {
      sign.textContent = broken ? "not connected" : "live";
      sign.className = broken ? "sign broken" : "sign";
    }
  },
};

document.addEventListener("visibilitychange", () => {
  if (document.hidden) live.close();
  else {
    live.listen(live.runs);
    live.tell("resync");
  }
});

addEventListener("pagehide", () => live.close());

// Tells a screen reader, at most every ten seconds and never while something is typed. What comes too soon is told later, unless something newer is.
const announced = { text: "", last: -Infinity, timer: null };

function announce(text) {
  clearTimeout(announced.timer);
  if (text === announced.text) return;
  const typing = document.activeElement?.matches("input[type=search], input[type=text]");
  const wait = announced.last + 10_000 - performance.now();
  if (typing || wait > 0) {
    announced.timer = setTimeout(() => announce(text), Math.max(wait, 2_000));
    return;
  }
  announced.text = text;
  announced.last = performance.now();
  document.getElementById("announced").textContent = text;
}
