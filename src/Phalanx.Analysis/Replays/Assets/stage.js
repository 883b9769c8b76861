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
    this.agents = this.cast.agents;
    this.scale = arrowScale(episode);
  }

  // The part of the board that is shown: all of it, or where things happen when that is a good deal smaller.
  box(whole) {
    const { width, height, grid } = this.cast.board;
    const [left, top, right, bottom] = this.track.box;
    const pad = 0.06 * Math.max(width, height);
    const box = [Math.max(0, left - pad), Math.max(0, top - pad), Math.min(width, right + pad), Math.min(height, bottom + pad)];
    const narrow = (box[2] - box[0]) * (box[3] - box[1]) < 0.75 * width * height;
    return widest(!whole && !grid && narrow ? box : [0, 0, width, height], this.track.box);
  }

  // Fits a box into the width there is; gives the height that it takes.
  resize(box, width, most) {
    const across = box[2] - box[0], down = box[3] - box[1];
    this.units = Math.min((width - 2) / across, (most - 2) / down);
    this.height = Math.ceil(down * this.units + 2);
    this.width = width;
    this.left = (width - across * this.units) / 2 - box[0] * this.units;
    this.top = 1 - box[1] * this.units;
    this.canvas.style.height = `${this.height}px`;
    this.clip = [box[0] * this.units + this.left, 1, across * this.units, down * this.units];
  }

  draw(time, options) {
    const pen = sharpen(this.canvas, this.width, this.height);
    const step = Math.min(this.episode.steps, Math.floor(time));
    const part = step < this.episode.steps ? time - step : 0;
    const now = this.track.at(step, 0);
    const next = part > 0 ? this.track.at(step + 1, 1) : now;
    this.drawBoard(pen);
    pen.save();
    rectangle(pen, ...this.clip);
    pen.clip();
    this.findPlaces(now, next, part);
    const chosen = this.agents[options.agent] ?? -1;
    const seen = now.isThere(chosen) && options.sight && this.episode.seenBits ? this.seenItems(step, options.agent) : null;
    const drawItems = (draw, which) => {
      for (let item = 0; item < this.cast.items.length; item++) {
        pen.globalAlpha = seen && !seen[item] ? 0.4 : 1;
        if (now.presence[item] !== GONE && which(item)) draw.call(this, pen, now, item, options);
      }
      pen.globalAlpha = 1;
    };
    if (chosen >= 0) this.drawRanges(pen, now, chosen, options);

    // Lines go over the ground and under the units, and nothing goes over what one reads.
    drawItems(this.drawBody, item => now.isGround(item));
    if (options.targets) this.drawTargets(pen, now);
    this.drawEvents(pen, part > 0 ? step + 1 : step, part);
    drawItems(this.drawBody, item => !now.isGround(item));
    drawItems(this.drawMarks, () => true);
    this.drawFalls(pen, step + part);
    if (chosen >= 0) this.drawFrame(pen, now, chosen, palette.ink, 2);
    if (this.hover >= 0) this.drawFrame(pen, now, this.hover, palette.soft, 1);
    if (!this.episode.discrete && this.episode.hasActions && step < this.episode.steps) this.drawArrows(pen, now, step);
    pen.restore();
  }

  drawBoard(pen) {
    const { left, top, units } = this, { grid, width, height } = this.cast.board;
    fillBox(pen, palette.board, ...this.clip);
    if (grid) {
      pen.beginPath();
      for (let column = 1; column < width; column++) addSegment(pen, left + column * units, top, left + column * units, top + height * units);
      for (let row = 1; row < height; row++) addSegment(pen, left, top + row * units, left + width * units, top + row * units);
      stroke(pen, palette.grid);
    }
    rectangle(pen, ...this.clip);
    stroke(pen, palette.line);
  }

  // Where the middle of every item is, and half of what it measures, in pixels.
  findPlaces(now, next, part) {
    for (let item = 0; item < this.cast.items.length; item++) {
      let [x, y] = [now.x[item], now.y[item]];
      if (part > 0 && next.presence[item] !== GONE && !this.track.jumps(item, now, next)) {
        x += (next.x[item] - x) * part;
        y += (next.y[item] - y) * part;
      }
      this.places.set([...this.pointOf(x, y), Math.max(2, now.size[item] * this.units / 2)], item * 3);
    }
  }

  pointOf(x, y) {
    const unit = this.cast.board.grain * this.units;
    return [x * unit + this.left, y * unit + this.top];
  }

  place(item) { return this.places.subarray(item * 3, item * 3 + 3); }

  // Of what fell there is a cross where it was; an agent that only waits lies there.
  isDrawn(now, item) { return now.isThere(item) || ROLES[now.role[item]] === "idle_agent"; }

  drawBody(pen, now, item) {
    if (!this.isDrawn(now, item)) return;
    const [x, y, middle] = this.place(item);
    const role = ROLES[now.role[item]];
    const half = role === "obstacle" ? middle + 0.5 : middle; // no seams between the parts of a wall
    pen.fillStyle = palette[role];
    this.outline(pen, now, item, x, y, half);
    if (now.shape[item] >= 3) stroke(pen, palette[role], 2); else pen.fill();
    if (now.facing[item] > 0) this.drawFacing(pen, now, item, x, y, half);
  }

  drawMarks(pen, now, item, options) {
    this.drawBars(pen, now, item);
    const [x, y, half] = this.place(item);
    const role = ROLES[now.role[item]], label = this.cast.strings[now.label[item]];
    if (!label || !options.labels || half < 5 || !this.isDrawn(now, item)) return;
    pen.fillStyle = now.shape[item] >= 3 || role === "ground" || role === "idle_agent" ? palette.ink : palette.mark;
    pen.font = `600 ${clamp(half * (label.length > 2 ? 0.7 : 1), 8, 16)}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(label, x, y + 0.5);
  }

  outline(pen, now, item, x, y, half) {
    switch (SHAPES[now.shape[item]]) {
      case "square": rectangle(pen, x - half, y - half, 2 * half, 2 * half); break;
      case "diamond":
        segment(pen, x, y - half, x + half, y);
        pen.lineTo(x, y + half);
        pen.lineTo(x - half, y);
        pen.closePath();
        break;
      case "line": segment(pen, x, y, ...this.pointOf(now.endX[item], now.endY[item])); break;
      default: circle(pen, x, y, half);
    }
  }

  drawBars(pen, now, item) {
    if (!now.isThere(item)) return;
    const [x, y, half] = this.place(item);
    const bars = this.cast.items[item].bars.filter(bar => bar.name !== "cooldown");
    const wide = Math.max(16, 2 * half), high = this.units * now.size[item] > 40 ? 4 : 3;
    let top = y - half - 3 - bars.length * (high + 1);
    bars.forEach(bar => {
      const value = now.bar(item, bar);
      if (value < 0 || bar.max <= 0) return;
      fillBox(pen, palette.line, x - wide / 2, top, wide, high);
      fillBox(pen, palette[barColour(bar)], x - wide / 2, top, wide * shareOf(value, 0, bar.max), high);
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
      if (now.presence[item] !== GONE && !now.isGround(item) && Math.hypot(x - left, y - top) <= Math.max(half, 9)) return item;
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

// The smallest box around two.
function widest(one, other) {
  return one.map((edge, side) => (side < 2 ? Math.min : Math.max)(edge, other[side]));
}
