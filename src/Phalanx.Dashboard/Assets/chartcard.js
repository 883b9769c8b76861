// A chart with all that belongs to it: what a screen reader says of it, a line that reads it out, and the table of its numbers.

class ChartCard {
  constructor({ title, small = false }) {
    this.small = small;
    this.at = null;
    this.heading = make("h3", { text: title });
    this.canvas = make("div", { class: small ? "chart small" : "chart", role: "img", tabindex: "0", "aria-label": title, onkeydown: event => this.key(event) });
    this.readout = make("p", { class: "readout" });
    this.body = make("div", { class: "scrolled", tabindex: "0", role: "region", "aria-label": `numbers of ${title}` });
    this.numbers = make("details", { ontoggle: () => this.fillNumbers() }, make("summary", { text: "numbers" }), this.body);
    this.element = make("section", { class: small ? "card chartcard smallcard" : "card chartcard" }, small ? this.heading : null, this.canvas, this.readout, this.numbers);
    this.size = new ResizeObserver(() => this.chart?.resize());
    themeChanged.add(() => this.shown && this.draw());
    // A chart far below is drawn when it comes near.
    this.near = false;
    this.sight = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      this.near = true;
      this.sight.disconnect();
      if (this.shown) this.draw();
    }, { rootMargin: "300px" });
    this.sight.observe(this.canvas);
  }

  show(shown) {
    this.shown = { ...shown, small: this.small, singles: shown.singles ?? [] };
    this.canvas.setAttribute("aria-label", this.words());
    if (this.at === null) this.readout.textContent = this.small ? this.lastWords() : isPhone() ? "Tap the chart to read it out." : "Point at the chart, or use the arrow keys in it, to read it out.";
    else this.read(this.at);
    if (this.numbers.open) this.fillNumbers();
    if (this.near) this.draw();
  }

  async draw() {
    const charts = await loadCharts();
    if (!this.chart) {
      if (!this.canvas.isConnected) return;
      this.chart = charts.init(this.canvas, null, { renderer: "canvas" });
      this.size.observe(this.canvas);
      const follow = event => {
        if (!this.chart.containPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY])) return;
        this.read(this.chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX));
      };
      this.chart.getZr().on("click", follow);
      this.chart.getZr().on("mousemove", follow);
    }
    // The part that is zoomed to stays when rows come.
    const zoom = this.small ? null : this.chart.getOption()?.dataZoom?.[0];
    const option = chartOption({ ...this.shown, width: this.canvas.clientWidth });
    if (zoom && option.dataZoom.length) for (const part of option.dataZoom) [part.start, part.end] = [zoom.start, zoom.end];
    this.chart.setOption(option, { notMerge: true });
  }

  places() {
    return this.shown.curves.reduce((longest, curve) => curve.x.length > longest.length ? curve.x : longest, []);
  }

  read(x) {
    const { axis, curves } = this.shown;
    const places = this.places();
    if (places.length === 0) return;
    this.at = places[nearest(places, x)];
    this.readout.textContent = `${axisText(axis)(this.at)}: ${curves.slice(0, 8).map(curve => readoutLine(curve, this.at)).join("; ")}`;
  }

  key(event) {
    const places = this.shown ? this.places() : [];
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    const end = { Home: 0, End: places.length - 1 }[event.key];
    if ((step === undefined && end === undefined) || places.length === 0) return;
    event.preventDefault();
    const now = this.at === null ? places.length - 1 : nearest(places, this.at);
    this.read(places[Math.max(0, Math.min(places.length - 1, end ?? now + step))]);
    this.readout.setAttribute("aria-live", "polite");
  }

  lastWords() {
    return this.shown.curves.map(curve => {
      const last = curve.median.length - 1;
      if (last < 0) return `${curve.short}: no numbers yet`;
      return this.shown.curves.length === 1 && curve.seeds === 1 ? `${number(curve.median[last], 4)} at ${axisText(this.shown.axis)(curve.x[last])}` : readoutLine(curve, curve.x[last]);
    }).join("; ");
  }

  words() {
    return `${this.heading.textContent} over ${axisNames[this.shown.axis]}. At the end: ${this.lastWords()}`;
  }

  fillNumbers() {
    if (!this.numbers.open || !this.shown) return;
    const { curves, axis } = this.shown;
    const places = this.places();
    const stride = Math.ceil(places.length / 100) || 1;
    const rows = places.filter((_, at) => (places.length - 1 - at) % stride === 0);
    this.body.replaceChildren(make("table", {},
      make("caption", { class: "unseen", text: this.heading.textContent }),
      make("thead", {}, make("tr", {}, make("th", { scope: "col", text: axisNames[axis] }), curves.map(curve => make("th", { scope: "col", text: curve.name })))),
      make("tbody", {}, rows.map(x => make("tr", {}, make("th", { scope: "row", text: axisText(axis)(x) }),
        curves.map(curve => make("td", { text: readoutLine(curve, x).split(": ").at(-1) })))))));
  }
}

// Curves as a table for other programs: one row for each place of each curve.
function curvesAsCsv(shown) {
  const lines = shown.curves.flatMap(curve => curve.x.map((x, at) => [quoted(curve.short), x, curve.median[at], curve.q25[at], curve.q75[at], curve.n[at]].join(",")));
  return `curve,${shown.axis},median,q25,q75,n\n${lines.join("\n")}\n`;
}
