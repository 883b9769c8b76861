// What is looked at: the episodes, the step, the chosen agent, and the clock that goes through the steps.
const STEPS_A_SECOND = 4, SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16];

class Player {
  constructor(records) {
    this.records = records;
    this.side = "both";
    this.time = 0;
    this.agent = 0;
    this.speed = 1;
    this.playing = false;
    this.length = 0;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.options = { sight: true, reach: true, targets: true, labels: true, whole: false };
    this.place = -1;
    this.views = records.map((record, place) => new View(this, record, place, records.length > 1));
    this.timeline = new Timeline(find("strips"), step => this.seek(step));
    this.events = new EventList(find("events"), find("all-events"), step => this.seek(step));
    this.opening = 0;
  }

  get step() { return Math.floor(this.time + 1e-6); }

  get shownViews() {
    return this.views.filter((_, place) => this.side === "both" || this.side === "AB"[place]);
  }

  async open(place, time = 0) {
    const opening = ++this.opening;
    const episodes = await Promise.all(this.records.map(record => record.episode(place)));
    if (opening !== this.opening) return;
    this.place = place;
    this.episodes = episodes;
    this.length = Math.max(...episodes.map(episode => episode.steps));
    this.agent = Math.min(this.agent, episodes[0].header.agents - 1);
    this.time = clamp(time, 0, this.length);
    this.views.forEach((view, each) => view.open(episodes[each]));
    this.difference = firstDifference(episodes);
    this.timeline.open(episodes, this.length);
    this.events.open(episodes);
    showEpisode(this);
    this.layout();
  }

  layout() {
    if (!this.episodes || find("stages").clientWidth === 0) return; // there is no room, as in a window that is being put away
    this.views.forEach(view => { view.node.hidden = view.panelBox.hidden = view.unitBox.hidden = !this.shownViews.includes(view); });
    const boxes = this.shownViews.filter(view => view.stage.track).map(view => view.stage.box(this.options.whole));
    const most = clamp(innerHeight * (innerWidth < 700 ? 0.5 : 0.62), 220, 620);
    for (const view of this.shownViews) if (view.stage.track) view.stage.resize(boxes.reduce(widest), view.node.clientWidth, most);
    this.timeline.draw(this.agent);
    this.show();
  }

  draw() {
    const time = this.still.matches ? this.step : this.time;
    for (const view of this.shownViews) view.draw(time);
    this.timeline.show(time, this.step, this.agent);
  }

  show() {
    this.draw();
    this.update();
  }

  // What changes with a step and not within one.
  update() {
    this.lastStep = this.step;
    for (const view of this.shownViews) view.show(this.step);
    this.events.show(this.step);
    showStep(this);
  }

  seek(time) {
    this.time = clamp(time, 0, this.length);
    this.show();
  }

  choose(agent) {
    if (agent < 0 || agent >= this.records[0].header.agents) return;
    this.agent = agent;
    this.timeline.draw(agent);
    this.show();
  }

  play(playing = !this.playing) {
    if (playing === this.playing) return;
    this.playing = playing;
    if (playing && this.time >= this.length) this.time = 0;
    this.before = null;
    if (playing) requestAnimationFrame(now => this.tick(now));
    this.update();
  }

  tick(now) {
    if (!this.playing) return;
    if (this.before !== null) this.time = Math.min(this.length, this.time + (now - this.before) / 1000 * STEPS_A_SECOND * this.speed);
    this.before = now;
    this.draw();
    if (this.step !== this.lastStep) this.update();
    if (this.time >= this.length) this.play(false); else requestAnimationFrame(next => this.tick(next));
  }

  faster(by) {
    this.speed = SPEEDS[clamp(SPEEDS.indexOf(this.speed) + by, 0, SPEEDS.length - 1)];
    this.update();
  }
}

// One record on the page: its picture, its panel and its table.
class View {
  constructor(player, record, place, compared) {
    this.player = player;
    this.record = record;
    this.label = compared ? `${"AB"[place]} ${record.name}` : "";
    this.canvas = make("canvas.board", { role: "img" });
    this.tip = make("div.tip", { "aria-hidden": "true", hidden: "" });
    this.tables = make("div.game", { tabindex: "0", role: "group", "aria-label": "The game" });
    this.caption = make("p.caption");
    this.figures = make("dl.figures");
    this.node = make("div.view", compared ? make(place ? "h2.second" : "h2.first", this.label) : null, this.canvas, this.tip, this.tables, this.caption);
    this.panelBox = make("div.panel", this.figures);
    this.unitBox = make("div.wide", { tabindex: "0", role: "group", "aria-label": `Units now${compared ? `, ${"AB"[place]}` : ""}` });
    find("stages").append(this.node);
    find("panels").append(this.panelBox);
    find("units").append(this.unitBox);
    this.stage = new Stage(this.canvas);
    this.panel = new Panel(this.panelBox);
    this.units = new UnitTable(this.unitBox);
    listenToBoard(this);
  }

  open(episode) {
    this.episode = episode;
    this.payoffs = isPayoffGame(episode) ? new PayoffTable(this.tables) : episode.cast ? null : new ActionTable(this.tables);
    this.stage.track = null;
    this.canvas.hidden = Boolean(this.payoffs);
    this.tables.hidden = !this.payoffs;
    this.tip.hidden = true;
    if (this.payoffs) this.payoffs.open(episode); else this.stage.open(episode);
    this.panel.open(episode, this.label.charAt(0));
    this.units.open(episode, this.label ? `Units now, ${this.label}` : "");
    const joint = extent(episode.joint.filter(Boolean)), rewards = extent([episode.rewards, episode.returns]);
    this.jointDecimals = decimalsFor(joint[1] - joint[0]);
    this.rewardDecimals = Math.min(4, decimalsFor(rewards[1] - rewards[0]));
    const names = ["step", "reward", "return", ...episode.header.joint];
    this.values = names.map(name => make("dd", { "data-figure": name }));
    this.figures.replaceChildren(...names.map((name, place) => make("div", make("dt", name), this.values[place])));
  }

  draw(time) {
    if (this.stage.track) this.stage.draw(Math.min(time, this.episode.steps), { ...this.player.options, agent: this.player.agent });
  }

  show(at) {
    const { episode } = this, step = Math.min(at, episode.steps), { agent } = this.player;
    const now = episode.track?.at(step);
    tell(this.values[0], String(step));
    tell(this.values[1], step > 0 ? signed(episode.rewards[step - 1], this.rewardDecimals) : NONE);
    tell(this.values[2], shown(episode.returns[step], this.rewardDecimals));
    episode.joint.forEach((values, place) => tell(this.values[3 + place], shown(values?.[step], this.jointDecimals)));
    tell(this.caption, now ? episode.cast.strings[now.caption] : "");
    const alive = now ? `, ${episode.track.alive[step]} of the team on the board` : "";
    this.canvas.setAttribute("aria-label", `${this.label || "The board"} at step ${step} of ${episode.steps}${alive}; the table of units says it in words`);
    this.payoffs?.show(step);
    this.panel.show(step, agent);
    this.units.show(step, agent);
  }
}

// The first step at which two episodes have other actions; none: -1.
function firstDifference(episodes) {
  const [one, other] = episodes;
  if (!other || !one.hasActions || !other.hasActions) return -1;
  const steps = Math.min(one.steps, other.steps), width = one.actions.length / one.steps;
  for (let index = 0; index < steps * width; index++) if (one.actions[index] !== other.actions[index]) return Math.floor(index / width);
  return one.steps === other.steps ? -1 : steps;
}
