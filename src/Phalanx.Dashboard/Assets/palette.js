// Eight colours that are told apart by everyone, in a form for light and one for dark ground; from the ninth on with dashes.

const palettes = {
  light: ["#0060a8", "#c2410c", "#00765a", "#a3357a", "#8a6100", "#4338ca", "#5b6670", "#b91c1c"],
  dark: ["#56b4e9", "#f59e5b", "#34d3a4", "#e58ac1", "#e6c229", "#a5a0ff", "#b4bec8", "#ff8a80"],
};

const dashes = ["solid", [7, 4], [2, 3], [10, 3, 2, 3]];

function isDark() {
  const theme = currentTheme();
  return theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function lineForm(index) {
  const colours = palettes[isDark() ? "dark" : "light"];
  return { colour: colours[index % colours.length], dash: dashes[Math.floor(index / colours.length) % dashes.length] };
}

function withOpacity(hex, opacity) {
  return `${hex}${Math.round(255 * opacity).toString(16).padStart(2, "0")}`;
}

// For two seeds, of which no quartiles can be taken: their range, hatched.
function hatch(hex) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [8, 8];
  const pen = canvas.getContext("2d");
  [pen.strokeStyle, pen.lineWidth] = [withOpacity(hex, 0.55), 1];
  for (const shift of [-8, 0, 8]) {
    pen.beginPath();
    pen.moveTo(shift - 1, 9);
    pen.lineTo(shift + 9, -1);
    pen.stroke();
  }
  return { image: canvas, repeat: "repeat" };
}
