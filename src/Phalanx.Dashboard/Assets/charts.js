// How curves become a chart of ECharts, which is loaded where the first chart is drawn.

let chartsLoading = null;

function loadCharts() {
  chartsLoading ??= new Promise((done, failed) => {
    const own = document.querySelector("script[data-charts]");
    const script = make("script", { src: own.dataset.charts, onload: () => done(globalThis.echarts), onerror: () => failed(new Error("the charts could not be loaded")) });
    document.head.append(script);
  });
  return chartsLoading;
}

// The parts of a curve that all runs reach, and that only some do: those are dashed.
function partsOf(curve) {
  const most = Math.max(0, ...curve.n);
  let end = curve.n.length;
  while (end > 0 && curve.n[end - 1] < most) end--;
  const points = curve.x.map((x, at) => [x, curve.median[at]]);
  return end > 0 && end < points.length ? [points.slice(0, end), points.slice(end - 1)] : [points, []];
}

// A band is a polygon of its own, since stacked areas are wrong where the x-axis has values. Of less than two seeds there is none.
function bandSeries(curve, form) {
  const from = [];
  for (let at = 0; at + 1 < curve.x.length; at++) {
    if (curve.n[at] >= 2 && curve.n[at + 1] >= 2) from.push([at]);
  }
  if (from.length === 0) return null;
  const pattern = curve.n.some(n => n === 2) ? hatch(form.colour) : null;
  const edge = (at, sign) => {
    // The quartiles of two numbers lie a quarter of their distance inside.
    const beyond = curve.n[at] === 2 ? (curve.q75[at] - curve.q25[at]) / 2 : 0;
    return sign < 0 ? curve.q25[at] - beyond : curve.q75[at] + beyond;
  };
  // Pieces with the same fill are drawn as one, so that no seams show between them.
  const runs = [];
  for (const [at] of from) {
    const two = curve.n[at] === 2 || curve.n[at + 1] === 2;
    const last = runs.at(-1);
    if (last && last.to === at && last.two === two) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, two });
  }
  return {
    name: curve.name, type: "custom", silent: true, clip: true, z: 1, color: form.colour, animation: false, encode: { x: [0, 1], y: [2, 3] },
    data: runs.map(run => {
      const places = Array.from({ length: run.to - run.from + 1 }, (_, index) => run.from + index);
      return [curve.x[run.from], curve.x[run.to], Math.min(...places.map(at => edge(at, -1))), Math.max(...places.map(at => edge(at, 1)))];
    }),
    renderItem: (parameters, api) => {
      const run = runs[parameters.dataIndex];
      const upper = [];
      const lower = [];
      for (let at = run.from; at <= run.to; at++) {
        upper.push(api.coord([curve.x[at], edge(at, 1)]));
        lower.push(api.coord([curve.x[at], edge(at, -1)]));
      }
      return {
        type: "polygon", transition: [], shape: { points: [...upper, ...lower.reverse()] },
        style: { fill: run.two ? pattern : withOpacity(form.colour, isDark() ? 0.24 : 0.18) },
      };
    },
  };
}

function lineSeries(name, data, form, more = {}) {
  return {
    name, type: "line", data, showSymbol: false, symbolSize: 6, color: form.colour, animation: false, z: 3, emphasis: { disabled: true },
    itemStyle: { color: form.colour }, lineStyle: { color: form.colour, width: 2.2, type: form.dash }, ...more,
  };
}

// All series of curves: bands below, single runs and raw lines thin, medians above, a name at the end of each where there is room.
function seriesOf(curves, singles, named) {
  const series = [];
  const end = Math.max(...curves.map(curve => curve.x.at(-1) ?? 0));
  curves.forEach(curve => {
    const form = curve.form;
    const band = bandSeries(curve, form);
    if (band) series.push(band);
    for (const single of singles.filter(each => each.group === curve.id)) {
      series.push(lineSeries(curve.name, single.x.map((x, at) => [x, single.y[at]]), form, {
        z: 2, silent: true, lineStyle: { color: withOpacity(form.colour, 0.45), width: 0.8 },
      }));
    }
    // In the middle of a chart a name would lie across other curves.
    const endLabel = named && curve.x.at(-1) >= 0.9 * end ? { show: true, formatter: () => cut(curve.short, 26), color: form.colour, fontSize: 12, distance: 6 } : { show: false };
    const [whole, rest] = partsOf(curve);
    if (curve.smooth) {
      series.push(lineSeries(curve.name, [...whole, ...rest.slice(1)], form, { z: 2, silent: true, lineStyle: { color: withOpacity(form.colour, 0.35), width: 1 } }));
      series.push(lineSeries(curve.name, curve.x.map((x, at) => [x, curve.smooth[at]]), form, { endLabel, labelLayout: { moveOverlap: "shiftY" } }));
    } else {
      series.push(lineSeries(curve.name, whole, form, rest.length ? {} : { endLabel, labelLayout: { moveOverlap: "shiftY" } }));
      if (rest.length) {
        series.push(lineSeries(curve.name, rest, form, {
          endLabel, labelLayout: { moveOverlap: "shiftY" }, lineStyle: { color: form.colour, width: 2, type: [4, 4] },
        }));
      }
    }
  });
  return series;
}

function cut(text, most) {
  return text.length <= most ? text : `${text.slice(0, most - 1)}\u2026`;
}

// How many lines the names of curves take above a chart.
function legendLines(names, width) {
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const own = 44 + 7 * name.length;
    if (used > 0 && used + own > width) [lines, used] = [lines + 1, 0];
    used += own;
  }
  return lines;
}

function axisText(axis) {
  return value => axis === "wall" ? duration(value) : amount(value);
}

// The nearest place of a curve, for readouts.
function nearest(xs, x) {
  let best = 0;
  for (let at = 1; at < xs.length; at++) {
    if (Math.abs(xs[at] - x) < Math.abs(xs[best] - x)) best = at;
  }
  return best;
}

function readoutLine(curve, x) {
  const at = nearest(curve.x, x);
  const beyond = curve.x.length === 0 || x > curve.x.at(-1) + (curve.x.at(-1) - (curve.x.at(-2) ?? 0)) / 2;
  if (beyond) return `${curve.name}: ${none}`;
  const n = curve.n[at];
  return n === 1 ? `${curve.short}: ${number(curve.median[at], 4)}${curve.seeds > 1 ? ", n 1" : ""}`
    : `${curve.short}: ${number(curve.median[at], 4)} [${number(curve.q25[at], 4)}\u2013${number(curve.q75[at], 4)}], n ${n}`;
}

function chartOption(shown) {
  const [ink, faint, grid, ground] = ["ink", "soft", "line", "card"].map(colour);
  const { curves, singles, axis, small } = shown;
  const named = !isPhone() && !small && curves.length > 1 && curves.length <= 12;
  const longest = Math.min(26, Math.max(0, ...curves.map(curve => curve.short.length)));
  const names = curves.map(curve => cut(curve.name, isPhone() ? 40 : 64));
  const lines = legendLines(names, shown.width);
  const wraps = lines <= (isPhone() ? 6 : 4);
  const text = { color: faint, fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif", color: ink },
    aria: { enabled: false },
    color: curves.map(curve => curve.form.colour),
    grid: { left: 8, right: named ? Math.min(190, 16 + longest * 6.6) : 20, top: small ? 12 : 20 + 22 * (wraps ? lines : 1), bottom: small || isPhone() ? 6 : 58, containLabel: true },
    legend: small ? { show: false } : { type: wraps ? "plain" : "scroll", top: 0, formatter: name => cut(name, isPhone() ? 40 : 64), left: 0, itemWidth: 22, icon: "path://M0 5h22v3.4H0z", itemHeight: 14, textStyle: { color: ink, fontSize: 13 }, pageTextStyle: { color: faint }, data: curves.map(curve => curve.name) },
    tooltip: isPhone() ? { show: false } : {
      trigger: "axis", renderMode: "richText", confine: true, backgroundColor: ground, borderColor: grid, textStyle: { color: ink, fontSize: 13, lineHeight: 19 },
      axisPointer: { type: "line", lineStyle: { color: faint, type: "dashed" } },
      formatter: points => {
        const x = points[0]?.axisValue ?? 0;
        const valueAt = curve => curve.median[nearest(curve.x, x)] ?? -Infinity;
        const lines = [...curves].sort((one, other) => valueAt(other) - valueAt(one)).slice(0, 8).map(curve => readoutLine(curve, x));
        return [`${axisText(axis)(x)} ${axis === "wall" ? "of training" : axisNames[axis]}`, ...lines, ...(curves.length > 8 ? [`and ${curves.length - 8} more`] : [])].join("\n");
      },
    },
    xAxis: {
      type: "value", max: "dataMax", min: 0, axisLabel: { ...text, formatter: axisText(axis), hideOverlap: true }, axisLine: { lineStyle: { color: grid } }, axisTick: { show: false },
      splitLine: { show: false }, splitNumber: small ? 3 : 6,
    },
    yAxis: {
      type: "value", scale: true, axisLabel: { ...text, formatter: value => Math.abs(value) >= 1e5 ? amount(value) : String(Number(value.toPrecision(6))) }, splitLine: { lineStyle: { color: grid } }, splitNumber: small ? 3 : 5,
      ...(shown.column.includes("won") ? { min: 0, max: 1 } : {}),
    },
    dataZoom: small || isPhone() ? [] : [
      { type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, preventDefaultMouseMove: false },
      { type: "slider", filterMode: "none", height: 18, bottom: 8, borderColor: grid, fillerColor: withOpacity("#808080", 0.18), handleStyle: { color: ground, borderColor: faint },
        showDataShadow: false, textStyle: text, labelFormatter: axisText(axis), brushSelect: false },
    ],
    series: seriesOf(curves, singles, named),
  };
}
