// Light, dark, or as the system has it.

const themes = ["system", "light", "dark"];
const themeChanged = new Set();

function currentTheme() {
  try {
    const kept = localStorage.getItem("theme");
    return themes.includes(kept) ? kept : "system";
  } catch {
    return "system";
  }
}

function showTheme(theme) {
  if (theme === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", theme);
  for (const changed of themeChanged) changed();
}

function themeSwitch() {
  const choice = make("select", {
    id: "theme",
    onchange: () => {
      try {
        localStorage.setItem("theme", choice.value);
      } catch {
        // It holds for this page alone.
      }
      showTheme(choice.value);
    },
  }, themes.map(theme => make("option", { value: theme, text: theme })));
  choice.value = currentTheme();
  return make("label", { class: "choice" }, caption("theme"), choice);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => showTheme(currentTheme()));
showTheme(currentTheme());

// A colour of the style as a chart can read it: a property by itself is not computed, the colour of an element is.
const probe = make("span", { hidden: true });
document.body.append(probe);

function colour(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const isPhone = () => matchMedia("(max-width: 700px)").matches;
