// The picture of one episode: where the board lies on the canvas, what is drawn in which order, and which item is at a place.
class Stage {
  constructor(canvas) {
    this.canvas = canvas;
  }

  open(episode) {
    this.episode = episode;
    this.track = episode.track;
    this.cast = episode.cast;
    this.hover = -1;
    this.places = new Float32Array(this.cast.items.length * 3);
    this.agents = [];
    this.cast.items.forEach((item, place) => { if (item.agent !== null) this.agents[item.agent] = place; });
    this.scale = arrowScale(episode);
  }

  // The part of the board that is shown: all of it, or where things happen when that is a good deal smaller.
  box(whole) {
    const { width, height, grid } = this.cast.board;
    const [left, top, right, bottom] = this.track.box;
    const pad = 0.06 * Math.max(width, height);
    const box = { x: Math.max(0, left - pad), y: Math.max(0, top - pad), right: Math.min(width, right + pad), bottom: Math.min(height, bottom + pad) };
    const narrow = (box.right - box.x) * (box.bottom - box.y) < 0.75 * width * height;
    return !whole && !grid && narrow ? box : { x: 0, y: 0, right: width, bottom: height };
  }

  // Fits a box into the width there is; gives the height that it takes.
  resize(box, width, most) {
    const [across, down] = [box.right - box.x, box.bottom - box.y];
    this.units = Math.min((width - 2) / across, (most - 2) / down);
    this.height = Math.ceil(down * this.units + 2);
    this.width = width;
    this.left = (width - across * this.units) / 2 - box.x * this.units;
    this.top = 1 - box.y * this.units;
    this.canvas.style.height = `${this.height}px`;
    this.clip = [box.x * this.units + this.left, 1, across * this.units, down * this.units];
  }

  draw(time, options) {
    const pen = sharpen(this.canvas, this.width, this.height);
    const step = Math.min(this.episode.steps, Math.floor(time));
    const part = step < this.episode.steps ? time - step : 0;
    const now = this.track.at(step, 0);
    const next = part > 0 ? this.track.at(step + 1, 1) : now;
    this.drawBoard(pen);
    pen.save();
    pen.beginPath();
    pen.rect(...this.clip);
    pen.clip();
    this.findPlaces(now, next, part);
    const chosen = this.agents[options.agent] ?? -1;
    const seen = now.presence[chosen] === THERE && options.sight && this.episode.seenBits ? this.seenItems(step, options.agent) : null;
    if (chosen >= 0) this.drawRanges(pen, now, chosen, options);
    for (let item = 0; item < this.cast.items.length; item++) {
      if (now.presence[item] !== GONE) this.drawItem(pen, now, item, seen && !seen[item] ? 0.4 : 1, options);
    }
    if (options.targets) this.drawTargets(pen, now);
    this.drawEvents(pen, part > 0 ? step + 1 : step, part);
    this.drawFalls(pen, step + part);
    if (chosen >= 0) this.drawFrame(pen, now, chosen, palette.ink, 2);
    if (this.hover >= 0) this.drawFrame(pen, now, this.hover, palette.soft, 1);
    if (!this.episode.discrete && this.episode.hasActions && step < this.episode.steps) this.drawArrows(pen, now, step);
    pen.restore();
  }

  drawBoard(pen) {
    const [x, y, width, height] = this.clip;
    fillBox(pen, palette.board, ...this.clip);
    if (this.cast.board.grid) {
      pen.beginPath();
      for (let column = 1; column < this.cast.board.width; column++) {
        pen.moveTo(x + column * this.units, y);
        pen.lineTo(x + column * this.units, y + height);
      }
      for (let row = 1; row < this.cast.board.height; row++) {
        pen.moveTo(x, y + row * this.units);
        pen.lineTo(x + width, y + row * this.units);
      }
      stroke(pen, palette.grid);
    }
    pen.beginPath();
    pen.rect(...this.clip);
    stroke(pen, palette.line);
  }

  // Where the middle of every item is, and half of what it measures, in pixels.
  findPlaces(now, next, part) {
    const unit = this.cast.board.grain * this.units;
    for (let item = 0; item < this.cast.items.length; item++) {
      let [x, y] = [now.x[item], now.y[item]];
      if (part > 0 && next.presence[item] !== GONE && !this.track.jumps(item, now, next)) {
        x += (next.x[item] - x) * part;
        y += (next.y[item] - y) * part;
      }
      this.places.set([x * unit + this.left, y * unit + this.top, Math.max(2, now.size[item] * this.units / 2)], item * 3);
    }
  }

  place(item) { return this.places.subarray(item * 3, item * 3 + 3); }

  drawItem(pen, now, item, strength, options) {
    const [x, y, middle] = this.place(item);
    const role = ROLES[now.role[item]];
    const half = role === "obstacle" ? middle + 0.5 : middle; // no seams between the parts of a wall
    const lies = now.presence[item] === DOWN;
    if (lies && role !== "idle_agent") return;
    pen.globalAlpha = strength;
    pen.fillStyle = palette[role];
    this.outline(pen, now, item, x, y, half);
    if (now.shape[item] >= 3) stroke(pen, palette[role], 2); else pen.fill();
    if (now.facing[item] > 0) this.drawFacing(pen, now, item, x, y, half);
    const label = this.cast.strings[now.label[item]];
    if (label && options.labels && half >= 5) {
      pen.fillStyle = now.shape[item] >= 3 || role === "ground" || role === "idle_agent" ? palette.ink : palette.mark;
      pen.font = `600 ${Math.min(16, Math.max(8, half * (label.length > 2 ? 0.7 : 1)))}px system-ui, sans-serif`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillText(label, x, y + 0.5);
    }
    if (!lies) this.drawBars(pen, now, item, x, y, half);
    pen.globalAlpha = 1;
  }

  outline(pen, now, item, x, y, half) {
    pen.beginPath();
    switch (SHAPES[now.shape[item]]) {
      case "square": pen.rect(x - half, y - half, 2 * half, 2 * half); break;
      case "diamond":
        pen.moveTo(x, y - half); pen.lineTo(x + half, y); pen.lineTo(x, y + half); pen.lineTo(x - half, y);
        pen.closePath();
        break;
      case "line": {
        const unit = this.cast.board.grain * this.units;
        segment(pen, x, y, now.endX[item] * unit + this.left, now.endY[item] * unit + this.top);
        break;
      }
      default: pen.arc(x, y, half, 0, 2 * Math.PI);
    }
  }

  drawBars(pen, now, item, x, y, half) {
    const bars = this.cast.items[item].bars.filter(bar => bar.name !== "cooldown");
    const wide = Math.max(16, 2 * half), high = this.units * now.size[item] > 40 ? 4 : 3;
    let top = y - half - 3 - bars.length * (high + 1);
    bars.forEach(bar => {
      const value = now.bars[item * MOST_BARS + bar.place] / 1024;
      if (value < 0 || bar.max <= 0) return;
      fillBox(pen, palette.line, x - wide / 2, top, wide, high);
      fillBox(pen, palette[barColour(bar)], x - wide / 2, top, wide * Math.min(1, value / bar.max), high);
      top += high + 1;
    });
  }

  drawFacing(pen, now, item, x, y, half) {
    const angle = angleOf(now.facing[item]), across = Math.cos(angle) * half, down = Math.sin(angle) * half;
    segment(pen, x + across * 0.4, y + down * 0.4, x + across * 1.35, y + down * 1.35);
    stroke(pen, palette.ink, 2);
  }

  // A frame around an item, a little away from it.
  drawFrame(pen, now, item, colour, width) {
    if (now.presence[item] === GONE) return;
    const [x, y, half] = this.place(item);
    circle(pen, x, y, half * (now.shape[item] === 1 ? 1.42 : 1) + 3);
    stroke(pen, colour, width);
  }

  // The item at a point, the uppermost first; none: -1.
  pick(x, y) {
    const now = this.track.cursors[0].moment;
    for (let item = this.cast.items.length - 1; item >= 0; item--) {
      const [left, top, half] = this.place(item);
      const ground = now.role[item] === 5 || now.role[item] === 6 || now.shape[item] === 4;
      if (now.presence[item] !== GONE && !ground && Math.hypot(x - left, y - top) <= Math.max(half, 9)) return item;
    }
    return -1;
  }

  // Which items an agent sees. What is no entity is seen by all.
  seenItems(step, agent) {
    return this.cast.items.map(item => item.entity === null || item.agent === agent || this.episode.sees(step, agent, item.entity));
  }
}

function angleOf(facing) {
  return (facing - 1) * 2 * Math.PI / 254;
}

function barColour(bar) {
  return BARS.includes(bar.name) ? bar.name : BARS[bar.place % BARS.length];
}

// By how much continuous actions are divided, so that the largest is one.
function arrowScale(episode) {
  const { low, high } = episode.header;
  return Math.max(1e-6, ...low.map(Math.abs), ...high.map(Math.abs));
}
