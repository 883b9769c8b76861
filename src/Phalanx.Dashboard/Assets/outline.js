// A curve so small that it has no axes: the whole run at a glance.

function outline(values, label) {
  const known = values.filter(value => value !== null);
  if (known.length < 2) return make("span", { class: "quiet", text: none });
  const [width, height, margin] = [96, 24, 2];
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const x = at => margin + (width - 2 * margin) * at / (values.length - 1);
  const y = value => range === 0 ? height / 2 : height - margin - (height - 2 * margin) * (value - low) / range;
  let path = "";
  let broken = true;
  values.forEach((value, at) => {
    if (value === null) broken = true;
    else {
      path += `${broken ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      broken = false;
    }
  });
  const last = values.findLastIndex(value => value !== null);
  return makeShape("svg", { class: "outline", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${label}, from ${number(low)} to ${number(low + range)}` },
    makeShape("path", { d: path }),
    makeShape("circle", { cx: x(last).toFixed(1), cy: y(values[last]).toFixed(1), r: 2 }));
}
