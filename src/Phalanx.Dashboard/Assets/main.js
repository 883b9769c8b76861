// What every page has, and which page the address asks for.

document.getElementById("top").replaceChildren(
  make("a", { class: "skip", href: "#main", text: "to the content" }),
  make("a", { class: "brand", href: "/", text: "Phalanx" }),
  make("nav", { id: "parts", class: "parts", "aria-label": "parts", hidden: true },
    [["/", "runs"], ["/studies", "studies"]].map(([href, text]) => make("a", { href, text, "aria-current": location.pathname === href ? "page" : null }))),
  make("span", { id: "folder", class: "quiet" }),
  make("span", { id: "connection", class: "sign", text: "live" }),
  themeSwitch());
document.getElementById("end").replaceChildren(
  make("span", { id: "version" }), make("a", { href: "/assets/notices.txt", text: "notices" }), make("span", { id: "announced", class: "unseen", role: "status", "aria-live": "polite" }));

ask("health").then(health => {
  document.getElementById("folder").textContent = `${health.folder}/`;
  document.getElementById("parts").hidden = health.studies === 0;
  document.getElementById("version").textContent = `Phalanx ${health.version.split("+")[0]}`;
}).catch(() => live.show(true));

const main = document.getElementById("main");
const ofRun = location.pathname.match(/^\/run\/([0-9a-f]{12})$/);
const ofStudy = location.pathname.match(/^\/study\/([0-9a-f]{12})$/);
if (ofRun) new RunPage(main, ofRun[1]);
else if (ofStudy) new StudyPage(main, ofStudy[1]);
else if (location.pathname === "/studies") new StudiesPage(main);
else if (location.pathname === "/compare") new ComparePage(main);
else new RunsPage(main);
