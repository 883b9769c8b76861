// What is drawn over the items: ranges of the chosen agent, targets, shots and other events, falls, and continuous actions.
Object.assign(Stage.prototype, {
  drawRanges(context, now, chosen, options) {
    if (now.presence[chosen] !== THERE) return;
    const { sight, reach, cone } = this.cast.items[chosen];
    const [x, y] = this.place(chosen);
    if (sight !== null && options.sight) {
      const angle = now.facing[chosen] > 0 && cone !== null ? angleOf(now.facing[chosen]) : null;
      context.beginPath();
      if (angle !== null) context.moveTo(x, y);
      const far = sight * this.units;
      if (this.cast.board.grid) context.rect(x - far, y - far, 2 * far, 2 * far);
      else context.arc(x, y, far, angle === null ? 0 : angle - cone / 2, angle === null ? 2 * Math.PI : angle + cone / 2);
      context.closePath();
      context.globalAlpha = 0.07;
      context.fillStyle = palette.agent;
      context.fill();
      context.globalAlpha = 1;
      this.drawDashed(context, palette.agent, [6, 5]);
    }
    if (reach !== null && options.reach) {
      context.beginPath();
      context.arc(x, y, reach * this.units, 0, 2 * Math.PI);
      this.drawDashed(context, palette.hit, [2, 4]);
    }
  },

  drawDashed(context, colour, dashes) {
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.setLineDash(dashes);
    context.stroke();
    context.setLineDash([]);
  },

  drawTargets(context, now) {
    context.lineWidth = 1;
    context.globalAlpha = 0.45;
    for (let item = 0; item < this.cast.items.length; item++) {
      const target = now.target[item] - 1;
      if (target < 0 || now.presence[item] !== THERE || now.presence[target] === GONE) continue;
      context.strokeStyle = palette[ROLES[now.role[item]]];
      this.line(context, item, target, 1);
      context.stroke();
    }
    context.globalAlpha = 1;
  },

  // A line from one item to another, or a part of the way.
  line(context, from, to, part) {
    const [x, y] = this.place(from), [endX, endY] = this.place(to);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + (endX - x) * part, y + (endY - y) * part);
  },

  // What happened in the step that leads to a frame: lines from who did it, and rings around whom it was done to.
  drawEvents(context, frame, part) {
    for (const happened of this.eventsOf(frame)) {
      const colour = happened.kind === "heal" || happened.kind === "deliver" ? palette.heal : palette.hit;
      context.strokeStyle = colour;
      context.globalAlpha = part > 0 ? 0.35 + 0.65 * part : 0.9;
      const strong = happened.kind !== "hit" && happened.kind !== "heal";
      if (happened.actor >= 0 && happened.target >= 0) {
        context.lineWidth = strong ? 3 : 2;
        this.line(context, happened.actor, happened.target, part > 0 ? Math.min(1, part * 1.5) : 1);
        context.stroke();
      }
      const at = happened.target >= 0 ? happened.target : happened.actor;
      if (at >= 0 && (strong || part === 0 || part > 0.6)) {
        const [x, y, half] = this.place(at);
        context.lineWidth = 2;
        context.beginPath();
        context.arc(x, y, half + (strong ? 6 : 2), 0, 2 * Math.PI);
        context.stroke();
      }
    }
    context.globalAlpha = 1;
  },

  eventsOf(frame) {
    const events = this.episode.events;
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = low + high >> 1;
      if (events[middle].step < frame) low = middle + 1; else high = middle;
    }
    for (high = low; high < events.length && events[high].step === frame;) high++;
    return events.slice(low, high);
  },

  // Crosses where someone fell, for five steps.
  drawFalls(context, time) {
    const unit = this.cast.board.grain * this.units;
    for (const fall of this.track.falls) {
      const age = time - fall.step;
      if (age < 0 || age > 5) continue;
      const [x, y, half] = [fall.x * unit + this.left, fall.y * unit + this.top, Math.max(5, fall.size * this.units / 2)];
      context.globalAlpha = 1 - age / 6;
      context.strokeStyle = palette.hit;
      context.lineWidth = 3;
      context.beginPath();
      context.moveTo(x - half, y - half); context.lineTo(x + half, y + half);
      context.moveTo(x - half, y + half); context.lineTo(x + half, y - half);
      context.stroke();
    }
    context.globalAlpha = 1;
  },

  // A continuous action of one or two numbers is a push.
  drawArrows(context, now, step) {
    this.agents.forEach((item, agent) => {
      if (now.presence[item] !== THERE) return;
      const [x, y, half] = this.place(item);
      const [across, down = 0] = this.episode.action(step, agent);
      const length = Math.max(18, 3 * half) / this.scale;
      drawArrow(context, x, y, x + across * length, y + down * length, palette.ink);
    });
  },
});

function drawArrow(context, x, y, endX, endY, colour) {
  const long = Math.hypot(endX - x, endY - y), angle = Math.atan2(endY - y, endX - x), head = Math.min(7, long / 2);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(endX, endY);
  for (const side of [2.6, -2.6]) {
    context.moveTo(endX, endY);
    context.lineTo(endX + Math.cos(angle + side) * head, endY + Math.sin(angle + side) * head);
  }
  context.stroke();
}
