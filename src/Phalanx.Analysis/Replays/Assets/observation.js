// What the chosen agent observes: windows as small pictures, single numbers by their names.
const MOST_NUMBERS = 40, MOST_CHANNELS = 12;

class ObservationView {
  constructor() {
    this.box = make("div.parts");
    this.node = make("details.observation", { ontoggle: () => this.refresh() }, make("summary", "Observation"), this.box);
  }

  open(episode) {
    this.episode = episode;
    this.node.hidden = !episode.observationBytes;
    this.parts = [];
    if (this.node.hidden) return;
    const { observation, observation_parts: named } = episode.header;
    const parts = named.length > 0 ? named : [{ name: "all numbers", offset: 0, shape: [Math.ceil(observation / 16), 16] }];
    const ranges = new DataView(episode.observationBytes.buffer, episode.observationBytes.byteOffset);
    this.parts = parts.map(part => {
      const length = Math.min(part.shape.reduce((product, side) => product * side, 1), observation - part.offset);
      let [low, high] = [Infinity, -Infinity];
      for (let feature = part.offset; feature < part.offset + length; feature++) {
        const start = ranges.getFloat32(feature * 8, true);
        low = Math.min(low, start);
        high = Math.max(high, start + 254 * ranges.getFloat32(feature * 8 + 4, true));
      }
      return part.shape.length > 1 || length > MOST_NUMBERS ? this.picture(part, length, low, high) : this.numbers(part, length, high - low);
    });
    this.box.replaceChildren(...this.parts.map(part => part.node));
  }

  numbers(part, length, range) {
    const cells = times(length, () => make("span"));
    const decimals = Math.min(3, decimalsFor(range));
    return {
      node: make("p", make("b", part.name), ...cells.flatMap((cell, place) => [part.features?.[place] ? `; ${part.features[place]} `.slice(place ? 0 : 1) : " ", cell])),
      draw: observed => cells.forEach((cell, place) => tell(cell, shown(observed[part.offset + place], decimals))),
    };
  }

  // Rows and columns, one picture for each channel that the shape's last number counts.
  picture(part, length, least, most) {
    const [rows, columns, channels = 1] = part.shape.length > 1 ? part.shape : [Math.ceil(length / 16), 16];
    const drawn = Math.min(channels, MOST_CHANNELS);
    const side = clamp(Math.floor(320 / (drawn > 1 ? columns * Math.min(3, drawn) + 2 : columns)), 4, 14);
    const wide = columns * side + 8, high = rows * side + 8;
    const across = clamp(Math.floor(330 / wide), 1, drawn), width = across * wide, height = Math.ceil(drawn / across) * high;
    const canvas = make("canvas", { role: "img" });
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const draw = observed => {
      const pen = sharpen(canvas, width, height);
      let nonzero = 0;
      for (let index = 0; index < length; index++) {
        const value = observed[part.offset + index], channel = index % channels, cell = Math.floor(index / channels);
        if (value !== 0) nonzero++;
        if (channel >= drawn) continue;
        const x = channel % across * wide + cell % columns * side, y = Math.floor(channel / across) * high + Math.floor(cell / columns) * side;
        fillBox(pen, palette.grid, x, y, side - 1, side - 1);
        pen.globalAlpha = most > least ? shareOf(value, least, most) : 0;
        fillBox(pen, palette.first, x, y, side - 1, side - 1);
        pen.globalAlpha = 1;
      }
      canvas.setAttribute("aria-label", `${part.name}: ${part.shape.join(" by ")}, ${nonzero} numbers of ${length} are not 0`);
    };
    return {
      node: make("p", make("b", `${part.name} `), `${part.shape.join(" × ")}, ${brief(least)} to ${brief(most)}`, make("br"), canvas, ...this.names(part)),
      draw,
    };
  }

  // What the numbers along the last axis are called: of a window the layers, of a table the columns.
  names({ shape, features }) {
    return features?.length ? [make("br"), `${["numbers", "columns"][shape.length - 1] ?? "layers"}: ${features.join(", ")}`] : [];
  }

  show(step, agent) {
    this.last = [step, agent];
    this.refresh();
  }

  refresh() {
    if (!this.node.open || !this.last || this.node.hidden) return;
    const [step, agent] = this.last;
    const observed = this.episode.observation(Math.min(step, this.episode.steps - 1), agent);
    for (const part of this.parts) part.draw(observed);
  }
}
