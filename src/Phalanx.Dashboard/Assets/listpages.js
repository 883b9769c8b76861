// Lists that are cut into pages and sorted by their columns.

// Buttons for the first page, the last, and those around the one that is shown: a list may have hundreds.
function pageButtons(nav, page, list, go) {
  const pages = Math.max(1, Math.ceil(list.total / list.size));
  const near = Array.from({ length: pages }, (_, at) => at + 1).filter(at => at === 1 || at === pages || Math.abs(at - page) <= 3);
  fill(nav, `${page} ${pages}`, pages === 1 ? null : near.flatMap((at, index) => [
    index > 0 && at > near[index - 1] + 1 ? make("span", { class: "quiet", text: "\u2026" }) : null,
    make("button", { type: "button", text: String(at), "aria-current": at === page ? "page" : null, onclick: () => go(at) }),
  ]));
}

// The heading of a column. One with a key sorts by it.
function columnHeading(kind, label, key, sortBy) {
  const cell = make("th", { role: "columnheader", scope: "col", class: `of-${kind}` });
  if (key) cell.append(make("button", { type: "button", class: "sorter", text: label, onclick: () => sortBy(key) }));
  else cell.append(kind === "choice" ? caption(label) : label);
  cell.sortKey = key;
  return cell;
}

// Numbers begin with the greatest, names with the first; a third press gives the usual order again.
function nextSort(sort, key, names) {
  const first = names.includes(key) ? key : `-${key}`;
  const second = first === key ? `-${key}` : key;
  return sort === first ? second : sort === second ? "" : first;
}

function showSort(head, sort) {
  for (const cell of head.children) {
    if (cell.sortKey) cell.setAttribute("aria-sort", sort === cell.sortKey ? "ascending" : sort === `-${cell.sortKey}` ? "descending" : "none");
  }
}
