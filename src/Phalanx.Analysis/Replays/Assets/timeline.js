// The strips under the scrubber: what happened and how the numbers ran, on the scrubber's own axis, with one cursor over all of them.
const INSET = 9, STRIP = 30, TICKS = 14;

class Timeline {
  constructor(box, jump) {
    this.box = box;
    this.cursor = make("div.cursor");
    this.strips = [];
    const follow = event => {
      if (event.buttons === 0 && event.type === "pointermove") return;
      const area = event.currentTarget.getBoundingClientRect();
      jump(Math.round((event.clientX - area.left - INSET) / (area.width - 2 * INSET) * this.length));
    };
    this.listen = canvas => { canvas.addEventListener("pointerdown", follow); canvas.addEventListener("pointermove", follow); };
  }

  // One episode, or two that are compared.
  open(episodes, length) {
    this.length = Math.max(1, length);
    this.episodes = episodes;
    const [first] = episodes;
    this.strips = [];
    if (episodes.some(episode => episode.eventful)) this.add("events", TICKS, null);
    this.add("reward", STRIP, episode => [[0, ...episode.rewards]], true);
    this.add("return", STRIP, episode => [episode.returns]);
    first.header.joint.slice(0, 4).forEach((name, place) => this.add(name, STRIP, episode => episode.joint[place] ? [episode.joint[place]] : []));
    if (first.hasValues && first.discrete) this.add("chosen value", STRIP, episode => episode.chosenValues());
    if (episodes.some(episode => episode.track?.alive.some(count => count !== episode.track.alive[0]))) this.add("alive", STRIP, episode => episode.track ? [episode.track.alive] : []);
    this.box.replaceChildren(...this.strips.flatMap(strip => [strip.head, strip.canvas]), this.cursor);
  }

  add(name, height, series, bars = false) {
    const now = make("span.now");
    const head = make("div.strip", make("span", name), now);
    const canvas = make("canvas", { role: "img", "aria-label": `${name} over the steps of the episode` });
    canvas.style.height = `${height}px`;
    this.listen(canvas);
    const lines = series ? this.episodes.map(series) : [];
    const range = extent(lines.flat());
    if (bars || name === "alive") range[0] = Math.min(0, range[0]);
    if (bars) range[1] = Math.max(0, range[1]);
    this.strips.push({ name, height, lines, bars, range, head, now, canvas, decimals: Math.min(3, name === "alive" ? 0 : decimalsFor(range[1] - range[0])) });
  }

  draw(agent) {
    this.width = Math.max(40, this.strips[0]?.canvas.clientWidth ?? 0);
    for (const strip of this.strips) {
      const pen = sharpen(strip.canvas, this.width, strip.height);
      if (strip.lines.length === 0) { this.drawTicks(pen, strip.height); continue; }
      this.drawZero(pen, strip);
      strip.lines.forEach((lines, place) => {
        const colour = place === 0 ? palette.first : palette.second;
        if (strip.bars && this.episodes.length === 1) this.drawBars(pen, strip, lines[0], colour);
        else lines.forEach((line, each) => this.drawLine(pen, strip, line, colour, lines.length === 1 || each === agent, place));
      });
    }
  }

  x(step) { return INSET + step / this.length * (this.width - 2 * INSET); }

  y(strip, value) {
    const [low, high] = strip.range;
    return strip.height - 3 - (high > low ? shareOf(value, low, high) : 0.5) * (strip.height - 6);
  }

  drawZero(pen, strip) {
    const y = strip.range[0] <= 0 && strip.range[1] >= 0 ? this.y(strip, 0) : strip.height - 3;
    segment(pen, INSET, Math.round(y) + 0.5, this.width - INSET, Math.round(y) + 0.5);
    stroke(pen, palette.line);
  }

  drawLine(pen, strip, line, colour, strong, place) {
    pen.globalAlpha = strong ? 1 : 0.25;
    pen.beginPath();
    let broken = true;
    for (let step = 0; step < line.length; step++) {
      if (!Number.isFinite(line[step])) { broken = true; continue; }
      const [x, y] = [this.x(step), this.y(strip, line[step])];
      if (broken) pen.moveTo(x, y); else pen.lineTo(x, y);
      broken = false;
    }
    stroke(pen, colour, strong ? 1.75 : 1, place > 0 ? [4, 3] : []);
    if (line.length === 1) fillBox(pen, colour, this.x(0) - 2, this.y(strip, line[0]) - 2, 4, 4);
    pen.globalAlpha = 1;
  }

  drawBars(pen, strip, line, colour) {
    const zero = this.y(strip, 0), wide = Math.max(1, Math.min(6, (this.width - 2 * INSET) / this.length - 1));
    for (let step = 0; step < line.length; step++) {
      if (line[step] === 0 || !Number.isFinite(line[step])) continue;
      const y = this.y(strip, line[step]);
      fillBox(pen, line[step] < 0 ? palette.hit : colour, this.x(step) - wide / 2, Math.min(y, zero), wide, Math.max(1, Math.abs(y - zero)));
    }
  }

  // Falls of the team below, everything else that is rare above.
  drawTicks(pen, height) {
    for (const episode of this.episodes) {
      for (const fall of episode.falls) {
        const own = episode.cast.items[fall.item].agent !== null;
        fillBox(pen, own ? palette.hit : palette.heal, this.x(fall.step) - 1, own ? height / 2 : 0, 2, height / 2);
      }
      for (const happened of episode.events) {
        if ([...SHOTS, "kill"].includes(happened.kind)) continue;
        fillBox(pen, happened.kind === "collide" ? palette.hit : palette.heal, this.x(happened.step) - 1, 0, 2, height / 2);
      }
    }
  }

  show(time, step, agent) {
    const first = this.strips[0]?.canvas;
    if (first) this.cursor.style.left = `${first.offsetLeft + this.x(Math.min(time, this.length))}px`;
    for (const strip of this.strips) {
      if (strip.lines.length === 0) continue;
      const now = strip.lines.map(lines => shown(lines.length === 0 ? NaN : (lines[agent] ?? lines[0])[step], strip.decimals));
      tell(strip.now, now.join(" | "));
    }
  }
}
