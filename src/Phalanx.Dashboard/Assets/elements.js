// Elements are made here alone. Texts go in as texts: the names of runs, settings and errors may be anything.

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else if (name === "class") element.className = value;
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

function makeShape(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Fills an element anew where the key, which tells what would be in it, is another one. What stays keeps its focus.
function fill(element, key, ...children) {
  const text = String(key);
  if (element.filledWith === text) return false;
  element.filledWith = text;
  element.replaceChildren(...children.map(child => typeof child === "function" ? child() : child).flat()
    .filter(child => child !== null && child !== undefined && child !== false));
  return true;
}

// Puts children in an order without moving those that are in place.
function arrange(parent, children) {
  children.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}

function caption(text) {
  return make("span", { class: "unseen", text });
}

function offer(name, text, kind) {
  const url = URL.createObjectURL(new Blob([text], { type: kind }));
  const link = make("a", { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
