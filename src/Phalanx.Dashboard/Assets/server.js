// Questions to the server. All paths are its own.

async function ask(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false));
  const response = await fetch(`/api/v1/${path}${query.size ? `?${query}` : ""}`, { signal, headers: { accept: "application/json" } });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `the server answered ${response.status}`);
  return answer;
}

// Calls a function soon, and no more often than the interval, however often it is asked to.
function seldom(interval, action) {
  let last = -Infinity;
  let timer = null;
  return () => {
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      last = performance.now();
      action();
    }, Math.max(0, last + interval - performance.now()));
  };
}

// The parameters of the address, which hold what is chosen: a link shows the same.
const address = {
  get(name) {
    return new URLSearchParams(location.search).get(name) ?? "";
  },
  list(name) {
    return this.get(name).split(",").filter(Boolean);
  },
  set(values) {
    const parameters = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value === "" || value === null || value === false) parameters.delete(name);
      else parameters.set(name, value === true ? "1" : value);
    }
    const query = parameters.toString().replaceAll("%2C", ",").replaceAll("%2F", "/").replaceAll("%3D", "=");
    history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}`);
  },
};
