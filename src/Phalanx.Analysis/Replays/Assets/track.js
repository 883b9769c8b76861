// The frames of an episode: any of them is made from a kept one before it by applying the changes in between.
const ROLES = ["agent", "idle_agent", "opponent", "target", "hazard", "obstacle", "ground", "load"];
const SHAPES = ["disc", "square", "diamond", "ring", "line"];
const GONE = 0, THERE = 1, DOWN = 2, MOST_BARS = 8, KEPT_BYTES = 32 << 20;

// What every item is like in one frame, in the units of the file.
class Moment {
  constructor(count) {
    for (const name of Moment.whole) this[name] = new Int32Array(count);
    for (const name of Moment.small) this[name] = new Uint8Array(count);
    this.size = new Float32Array(count);
    this.bars = new Int32Array(count * MOST_BARS).fill(-1);
    this.caption = 0;
  }

  copy(other) {
    for (const name of [...Moment.whole, ...Moment.small, "size", "bars"]) this[name].set(other[name]);
    this.caption = other.caption;
    return this;
  }

  // What a bar of an item stands at; less than 0 where the item has none now.
  bar(item, { place }) { return this.bars[item * MOST_BARS + place] / 1024; }

  // Walls, floors and lines, which are what the others are on.
  isGround(item) { return this.role[item] === 5 || this.role[item] === 6 || this.shape[item] === 4; }

  isThere(item) { return this.presence[item] === THERE; }
}
Moment.whole = ["x", "y", "endX", "endY", "target", "label"];
Moment.small = ["facing", "role", "shape", "presence"];

class Track {
  constructor(cast, section, steps) {
    const count = cast.items.length;
    this.cast = cast;
    this.reader = new Bytes(section);
    this.steps = steps;
    this.every = Math.max(16, Math.ceil(steps * count * 64 / KEPT_BYTES));
    this.kept = [];
    this.cursors = [0, 1].map(() => ({ step: -1, offset: 0, moment: this.first() }));
    this.alive = new Int32Array(steps + 1);
    this.falls = [];
    this.usual = new Float64Array(count);
    this.walk(count);
  }

  first() {
    const moment = new Moment(this.cast.items.length);
    this.cast.items.forEach((item, place) => {
      moment.role[place] = ROLES.indexOf(item.role);
      moment.shape[place] = SHAPES.indexOf(item.shape);
      moment.size[place] = item.size;
      moment.label[place] = item.label;
    });
    return moment;
  }

  // The frame of a step. Each of the two lanes holds one.
  at(step, lane = 0) {
    const cursor = this.cursors[lane];
    const near = Math.floor(step / this.every);
    if (step < cursor.step || near > Math.floor(cursor.step / this.every)) {
      const kept = this.kept[near];
      cursor.step = near * this.every;
      cursor.offset = kept.offset;
      cursor.moment.copy(kept.moment);
    }
    while (cursor.step < step) this.advance(cursor);
    return cursor.moment;
  }

  advance(cursor) {
    const reader = this.reader, moment = cursor.moment;
    reader.at = cursor.offset;
    for (let left = reader.varint(); left > 0; left--) {
      const item = reader.varint(), parts = reader.varint();
      if (parts & 1) { moment.x[item] += reader.signed(); moment.y[item] += reader.signed(); }
      if (parts & 2) {
        const which = reader.byte();
        for (let bar = 0; bar < MOST_BARS; bar++) if (which >> bar & 1) moment.bars[item * MOST_BARS + bar] += reader.signed();
      }
      if (parts & 4) moment.target[item] = reader.varint();
      if (parts & 8) moment.facing[item] = reader.byte();
      if (parts & 16) { moment.role[item] = reader.byte(); moment.shape[item] = reader.byte(); }
      if (parts & 32) moment.presence[item] = reader.byte();
      if (parts & 64) moment.label[item] = reader.varint();
      if (parts & 128) moment.size[item] = reader.f32();
      if (parts & 256) { moment.endX[item] += reader.signed(); moment.endY[item] += reader.signed(); }
    }
    moment.caption = reader.varint();
    cursor.offset = reader.at;
    cursor.step++;
  }

  // Goes through all frames once: keeps some, and notes who is alive, who falls, how far items go in a step, and where things happen.
  walk(count) {
    const cursor = { step: -1, offset: 0, moment: this.first() };
    const before = this.first();
    const moves = new Int32Array(count);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let step = 0; step <= this.steps; step++) {
      before.copy(cursor.moment);
      this.advance(cursor);
      const now = cursor.moment;
      if (step % this.every === 0) this.kept.push({ offset: cursor.offset, moment: new Moment(count).copy(now) });
      for (let item = 0; item < count; item++) {
        const falls = before.isThere(item) && !now.isThere(item);
        if (falls && step > 0 && now.role[item] < 4) this.falls.push({ step, item, x: before.x[item], y: before.y[item], size: before.size[item] });
        if (now.presence[item] === GONE) continue;
        if (this.cast.items[item].agent !== null && now.isThere(item)) this.alive[step]++;
        if (before.presence[item] !== GONE && step > 0) {
          const moved = Math.hypot(now.x[item] - before.x[item], now.y[item] - before.y[item]);
          if (moved > 0) { this.usual[item] += moved; moves[item]++; }
        }
        if (!now.isGround(item)) {
          const half = now.size[item] / 2 / this.cast.board.grain;
          const edges = [now.x[item] - half, now.y[item] - half, now.x[item] + half, now.y[item] + half];
          edges.forEach((edge, side) => { box[side] = (side < 2 ? Math.min : Math.max)(box[side], edge); });
        }
      }
    }
    for (let item = 0; item < count; item++) this.usual[item] /= Math.max(1, moves[item]);
    this.box = box.map(edge => edge * this.cast.board.grain);
  }

  // Whether an item is somewhere else all at once, so that it must not be drawn on the way.
  jumps(item, from, to) {
    return Math.hypot(to.x[item] - from.x[item], to.y[item] - from.y[item]) > 4 * this.usual[item];
  }
}
