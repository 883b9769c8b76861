// One episode: what its sections say, read step by step out of the bytes.
const ABOUT = 1, CAST = 2, FRAMES = 3, ACTIONS = 4, AVAILABLE = 5, VALUES = 6, JOINT = 7, REWARDS = 8, OBSERVATIONS = 9, SEEN = 10, EVENTS = 11;

class Episode {
  constructor(header, inflated) {
    const sections = [];
    for (const reader = new Bytes(inflated); reader.left > 0;) {
      const tag = reader.byte();
      sections[tag] = reader.take(reader.u32());
    }
    this.header = header;
    this.about = jsonOf(sections[ABOUT]);
    this.steps = this.about.steps;
    this.width = header.outputs === "none" ? 0 : header.outputs === "mean_and_deviation" ? 2 * header.low.length : header.actions;
    this.cast = sections[CAST] ? castOf(jsonOf(sections[CAST])) : null;
    this.track = this.cast ? new Track(this.cast, sections[FRAMES], this.steps) : null;
    this.availableBits = sections[AVAILABLE] ?? null;
    this.seenBits = sections[SEEN] ?? null;
    this.observationBytes = sections[OBSERVATIONS] ?? null;
    this.rewards = singles(sections[REWARDS]);
    this.joint = header.joint.map((_, place) => sections[JOINT] ? singles(sections[JOINT]).subarray(place * this.steps, (place + 1) * this.steps) : null);
    this.returns = new Float64Array(this.steps + 1);
    for (let step = 0; step < this.steps; step++) this.returns[step + 1] = this.returns[step] + this.rewards[step];
    this.actions = sections[ACTIONS] ?? null;
    if (this.actions && !this.discrete) this.actions = singles(this.actions);
    else if (this.actions && header.actions > 256) this.actions = new Uint16Array(this.actions.slice().buffer);
    this.events = this.cast && sections[EVENTS] ? this.readEvents(new Bytes(sections[EVENTS])) : [];
    this.falls = this.track?.falls ?? [];
    this.valueRange = [0, 1];
    if (sections[VALUES]) this.readValues(sections[VALUES]);
    this.valueDecimals = decimalsFor(this.valueRange[1] - this.valueRange[0]);
  }

  get discrete() { return this.header.actions > 0; }

  get hasActions() { return this.actions !== null; }

  get hasValues() { return Boolean(this.valueAt); }

  get eventful() { return this.events.length + this.falls.length > 0; }

  actionName(action) { return this.header.action_names[action] ?? `action ${action}`; }

  readEvents(reader) {
    const events = [];
    for (let left = reader.varint(); left > 0; left--) {
      const step = reader.varint();
      const kind = this.cast.event_kinds[reader.byte()];
      events.push({ step, kind, actor: reader.varint() - 1, target: reader.varint() - 1, amount: reader.signed() / 1024 });
    }
    return events;
  }

  // Only values of available actions are in the file, so where a step begins is counted once.
  readValues(section) {
    const reader = new Bytes(section);
    const exact = reader.byte() === 1;
    const low = exact ? 0 : reader.f32(), gap = exact ? 0 : reader.f32();
    const planes = section.subarray(reader.at);
    const count = planes.length / (exact ? 4 : 2);
    const bits = new DataView(new ArrayBuffer(4));
    this.valueAt = index => {
      const code = planes[index] | planes[count + index] << 8;
      if (!exact) return code === 65535 ? NaN : Math.fround(low + gap * code);
      bits.setUint32(0, (code | planes[2 * count + index] << 16 | planes[3 * count + index] << 24) >>> 0);
      return bits.getFloat32(0);
    };
    this.firstValue = new Int32Array(this.steps + 1);
    const all = this.header.agents * this.width;
    for (let step = 0; step < this.steps; step++) {
      let next = this.firstValue[step];
      for (let index = 0; index < all; index++) next += this.discrete ? this.bit(this.availableBits, step, all, index) : 1;
      this.firstValue[step + 1] = next;
    }
    this.valueRange = extent([times(count, this.valueAt)]);
  }

  bit(bytes, row, width, index) {
    return bytes[row * (width + 7 >> 3) + (index >> 3)] >> (index & 7) & 1;
  }

  // The action of an agent at a step: a number, or the numbers of a continuous one.
  action(step, agent) {
    const width = this.discrete ? 1 : this.header.low.length;
    const first = (step * this.header.agents + agent) * width;
    return this.discrete ? this.actions[first] : this.actions.subarray(first, first + width);
  }

  isAvailable(step, agent, action) {
    return !this.availableBits || this.bit(this.availableBits, step, this.header.agents * this.header.actions, agent * this.header.actions + action) === 1;
  }

  // The outputs of all agents at a step, [agents x width]; no number for what was not available.
  values(step) {
    if (this.lastValues?.step === step) return this.lastValues.values;
    const all = this.header.agents * this.width;
    const values = new Float32Array(all);
    let next = this.firstValue[step];
    for (let index = 0; index < all; index++) {
      const recorded = !this.discrete || this.bit(this.availableBits, step, all, index);
      values[index] = recorded ? this.valueAt(next++) : NaN;
    }
    this.lastValues = { step, values };
    return values;
  }

  // The value of what an agent chose; no number without values.
  chosenValue(step, agent) {
    return this.hasValues && this.hasActions && this.discrete ? this.values(step)[agent * this.width + this.action(step, agent)] : NaN;
  }

  // The same for every agent over all steps.
  chosenValues() {
    const series = times(this.header.agents, () => []);
    for (let step = 0; step < this.steps; step++) series.forEach((values, agent) => values.push(this.chosenValue(step, agent)));
    return series;
  }

  observation(step, agent) {
    const features = this.header.observation, rows = this.steps * this.header.agents;
    const view = new DataView(this.observationBytes.buffer, this.observationBytes.byteOffset);
    const observed = new Float32Array(features);
    for (let feature = 0; feature < features; feature++) {
      const code = this.observationBytes[features * 8 + feature * rows + step * this.header.agents + agent];
      observed[feature] = code === 255 ? NaN : Math.fround(view.getFloat32(feature * 8, true) + view.getFloat32(feature * 8 + 4, true) * code);
    }
    return observed;
  }

  // What an agent chose, in a word or as numbers.
  choice(step, agent) {
    if (!this.hasActions || step >= this.steps) return NONE;
    const action = this.action(step, agent);
    return this.discrete ? this.actionName(action) : Array.from(action, value => brief(value)).join(", ");
  }

  sees(slot, agent, entity) {
    return this.bit(this.seenBits, slot, this.header.agents * this.header.entities, agent * this.header.entities + entity) === 1;
  }
}

// The cast with all that JSON leaves out where it is the default. A bar without a name counts where there is no other.
function castOf(cast) {
  cast.items = (cast.items ?? []).map(item => {
    const bars = (item.bars ?? []).map((bar, place) => ({ ...bar, place }));
    return { label: 0, kind: "", agent: null, entity: null, sight: null, reach: null, cone: null, ...item, bars: bars.filter(bar => bar.name || bars.length === 1) };
  });
  const agents = [];
  cast.items.forEach((item, place) => { if (item.agent !== null) agents[item.agent] = place; });
  return { strings: [""], event_kinds: [], agents, ...cast };
}
