// A record file: its header, its index, and its episodes, which are inflated when they are looked at.
const PREAMBLE = 16, HEADER = 1, EPISODE = 2, END = 3;

class Recording {
  constructor(bytes) {
    const reader = new Bytes(bytes);
    reader.take(PREAMBLE);
    this.header = null;
    this.entries = [];
    this.deflated = [];
    this.episodes = [];
    while (reader.left > 0) {
      // The checksums were tested when the page was made.
      const length = reader.u64();
      reader.take(4);
      const payload = reader.take(length);
      reader.take(4);
      const content = payload.subarray(1);
      if (payload[0] === HEADER) this.header = jsonOf(content);
      if (payload[0] === EPISODE) this.deflated.push(content.subarray(4));
      if (payload[0] === END) this.entries = jsonOf(content).episodes;
    }
    this.header = Object.assign(
      { settings: {}, action_names: [], low: [], high: [], outputs: "none", joint: [], statistics: [], observation_parts: [], actions: 0, entities: 0, observation: 0 },
      this.header);
  }

  get name() {
    const header = this.header;
    const steps = header.t_env == null ? "" : `, ${header.t_env.toLocaleString("en-GB")} steps`;
    return `${header.algorithm ?? header.policy ?? "a team"}${steps}`;
  }

  // A promise of the episode at a place.
  episode(place) {
    this.episodes[place] ??= inflate(this.deflated[place]).then(inflated => new Episode(this.header, inflated));
    return this.episodes[place];
  }
}
