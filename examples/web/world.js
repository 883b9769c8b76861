// The yard of Train/Gates.cs: what the team sees here must be what it saw there, number by number.

export const size = 7;
export const gates = [[3, 0], [0, 6], [6, 6]];
export const guards = 3;
export const actions = ["stay", "north", "east", "south", "west"];
export const observed = guards * 2 * size;

const ways = [[0, 0], [0, -1], [1, 0], [0, 1], [-1, 0]];

/** Places of guards, drawn anew. */
export const scatter = () => Array.from({ length: guards }, () => [Math.floor(Math.random() * size), Math.floor(Math.random() * size)]);

/** Where guards stand after their actions. */
export const moved = (places, chosen) => places.map(([x, y], guard) => {
  const [right, down] = ways[chosen[guard]];
  return [within(x + right), within(y + down)];
});

/** How many gates have a guard. */
export const guarded = (places) => gates.filter((gate) => places.some((place) => place[0] === gate[0] && place[1] === gate[1])).length;

/** What all guards see: each its own place first, then those of the others in the order of their ids. */
export function observations(places) {
  const seen = new Float32Array(guards * observed);
  places.forEach((own, guard) => {
    [own, ...places.filter((_, other) => other !== guard)].forEach(([x, y], row) => {
      const from = guard * observed + row * 2 * size;
      seen[from + x] = 1;
      seen[from + size + y] = 1;
    });
  });
  return seen;
}

const within = (place) => Math.min(Math.max(place, 0), size - 1);
