// What is drawn over the items: ranges of the chosen agent, targets, shots and other events, falls, and continuous actions.
Object.assign(Stage.prototype, {
  drawRanges(pen, now, chosen, options) {
    if (!now.isThere(chosen)) return;
    const { sight, reach, cone } = this.cast.items[chosen];
    const [x, y] = this.place(chosen);
    if (sight !== null && options.sight) {
      const angle = now.facing[chosen] > 0 && cone !== null ? angleOf(now.facing[chosen]) : null;
      const far = sight * this.units;
      pen.beginPath();
      if (angle !== null) pen.moveTo(x, y);
      if (this.cast.board.grid) pen.rect(x - far, y - far, 2 * far, 2 * far);
      else pen.arc(x, y, far, angle === null ? 0 : angle - cone / 2, angle === null ? 2 * Math.PI : angle + cone / 2);
      pen.closePath();
      pen.globalAlpha = 0.07;
      pen.fillStyle = palette.agent;
      pen.fill();
      pen.globalAlpha = 1;
      stroke(pen, palette.agent, 1.5, [6, 5]);
    }
    if (reach !== null && options.reach) {
      circle(pen, x, y, reach * this.units);
      stroke(pen, palette.hit, 1.5, [2, 4]);
    }
  },

  drawTargets(pen, now) {
    pen.globalAlpha = 0.45;
    for (let item = 0; item < this.cast.items.length; item++) {
      const target = now.target[item] - 1;
      if (target < 0 || !now.isThere(item) || now.presence[target] === GONE) continue;
      this.line(pen, item, target, 1);
      stroke(pen, palette[ROLES[now.role[item]]]);
    }
    pen.globalAlpha = 1;
  },

  // A line from one item to another, or a part of the way.
  line(pen, from, to, part) {
    const [x, y] = this.place(from), [endX, endY] = this.place(to);
    segment(pen, x, y, x + (endX - x) * part, y + (endY - y) * part);
  },

  // What happened in the step that leads to a frame: lines from who did it, and rings around whom it was done to.
  drawEvents(pen, frame, part) {
    for (const happened of this.episode.events) {
      if (happened.step !== frame) continue;
      const colour = happened.kind === "heal" || happened.kind === "deliver" ? palette.heal : palette.hit;
      pen.globalAlpha = part > 0 ? 0.35 + 0.65 * part : 0.9;
      const strong = !SHOTS.includes(happened.kind);
      if (happened.actor >= 0 && happened.target >= 0) {
        this.line(pen, happened.actor, happened.target, part > 0 ? Math.min(1, part * 1.5) : 1);
        stroke(pen, colour, strong ? 3 : 2);
      }
      const at = happened.target >= 0 ? happened.target : happened.actor;
      if (at >= 0 && (strong || part === 0 || part > 0.6)) {
        const [x, y, half] = this.place(at);
        circle(pen, x, y, half + (strong ? 6 : 2));
        stroke(pen, colour, 2);
      }
    }
    pen.globalAlpha = 1;
  },

  // Crosses where someone fell, for five steps.
  drawFalls(pen, time) {
    for (const fall of this.track.falls) {
      const age = time - fall.step;
      if (age < 0 || age > 5) continue;
      const [x, y] = this.pointOf(fall.x, fall.y), half = Math.max(5, fall.size * this.units / 2);
      pen.globalAlpha = 1 - age / 6;
      segment(pen, x - half, y - half, x + half, y + half);
      addSegment(pen, x - half, y + half, x + half, y - half);
      stroke(pen, palette.hit, 3);
    }
    pen.globalAlpha = 1;
  },

  // A continuous action of one or two numbers is a push.
  drawArrows(pen, now, step) {
    this.agents.forEach((item, agent) => {
      if (!now.isThere(item)) return;
      const [x, y, half] = this.place(item);
      const [across, down = 0] = this.episode.action(step, agent);
      const length = Math.max(18, 3 * half) / this.scale;
      drawArrow(pen, x, y, x + across * length, y + down * length, palette.ink);
    });
  },
});

function drawArrow(pen, x, y, endX, endY, colour) {
  const long = Math.hypot(endX - x, endY - y), angle = Math.atan2(endY - y, endX - x), head = Math.min(7, long / 2);
  segment(pen, x, y, endX, endY);
  for (const side of [2.6, -2.6]) addSegment(pen, endX, endY, endX + Math.cos(angle + side) * head, endY + Math.sin(angle + side) * head);
  stroke(pen, colour, 2);
}
