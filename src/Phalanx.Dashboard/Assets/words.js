// Numbers and times as people read them.

const none = "\u2013";

function number(value, digits = 3) {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(Math.max(digits - 1, 1)).replace("e+", "e");
  if (size >= 1000) return Math.round(value).toLocaleString("en-US");
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size || 1)));
  return value.toFixed(Math.min(decimals, 4)).replace("-0.000", "0.000");
}

function share(value) {
  return value === null || value === undefined ? none : value.toFixed(2);
}

function amount(value) {
  if (value === null || value === undefined) return none;
  for (const [size, unit] of [[1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (value >= size) {
      const scaled = value / size;
      return `${scaled >= 100 ? Math.round(scaled) : Number(scaled.toPrecision(3))}${unit}`;
    }
  }
  return String(Math.round(value * 100) / 100);
}

function bytes(value) {
  if (!value) return none;
  return value >= 2 ** 30 ? `${(value / 2 ** 30).toFixed(1)} GiB` : `${Math.round(value / 2 ** 20)} MiB`;
}

function duration(seconds) {
  if (seconds === null || seconds === undefined) return none;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole < 600 ? ` ${whole % 60} s` : ""}`;
  if (whole < 48 * 3600) return `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
  return `${Math.round(whole / 86400)} days`;
}

function ago(time) {
  if (!time) return none;
  const seconds = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
  if (seconds < 5) return "now";
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h ago`;
  return `${Math.round(seconds / 86400)} days ago`;
}

function moment(time) {
  return time ? new Date(time).toISOString().replace("T", " ").slice(0, 19) + " UTC" : none;
}

function many(count, word) {
  return `${count.toLocaleString("en-US")} ${word}${count === 1 ? "" : "s"}`;
}

// "median [lower - upper]", or the number alone where one run gives it.
function spread(value, write = number) {
  if (!value) return none;
  return value.n === 1 ? write(value.median) : `${write(value.median)} [${write(value.q25)}\u2013${write(value.q75)}]`;
}

const columnNames = {
  test_return_mean: "return", test_return_std: "return, deviation", test_battle_won_mean: "won", loss: "loss", grad_norm: "gradient norm", epsilon: "epsilon",
  clipped_share: "share of clipped steps", largest_q: "largest |Q|", target_gap: "gap of value and target",
};

function columnName(column) {
  return columnNames[column] ?? column.replace(/^test_(.*)_mean$/, "$1").replaceAll("_", " ");
}

const axisNames = { t_env: "environment steps", episode: "episodes", wall: "time of training" };

// A text of a table for other programs. What such a program would take for a formula stays a text.
function quoted(text) {
  return `"${String(text).replace(/^(?=[=+@\t\r]|-(?![\d.]))/, "'").replaceAll("\"", "\"\"")}"`;
}
