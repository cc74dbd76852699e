// Contour lines of a grid, by marching squares: in each cell a line enters and leaves by the edges that it crosses.
//
// value(i, j) is the grid, NaN in a gap; place(i, j) the point [x, y] of a node, also between nodes. Returns the lines
// as { level, x, y }: lists of points, closed where the last is the first.
export function contours(n, value, place, levels, whole = () => true) {
  const heights = Float64Array.from({ length: n * n }, (_, k) => value(k % n, Math.floor(k / n)));
  const at = (i, j) => heights[j * n + i];
  const cells = [];
  for (let j = 0; j < n - 1; j++)
    for (let i = 0; i < n - 1; i++) {
      const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
      if (whole(i, j) && !corners.some(Number.isNaN)) cells.push([i, j, corners, Math.min(...corners), Math.max(...corners)]);
    }
  return levels.flatMap((level) => {
    const links = new Map(); // from each crossed edge to the one or two next to it
    const link = (a, b) => {
      for (const [from, to] of [[a, b], [b, a]]) links.set(from, [...(links.get(from) ?? []), to]);
    };
    for (const [i, j, corners, lowest, highest] of cells) {
      if (lowest >= level || highest < level) continue;
      const above = corners.map((corner) => corner >= level);
      // Edges are numbered by their lower left node: even across, odd up. In the order of the corners' edges:
      const edges = [2 * (j * n + i), 2 * (j * n + i + 1) + 1, 2 * ((j + 1) * n + i), 2 * (j * n + i) + 1];
      const crossed = edges.filter((_, k) => above[k] !== above[(k + 1) % 4]);
      if (crossed.length === 2) link(...crossed);
      if (crossed.length < 4) continue;
      // A pass: the middle of the cell decides which corners belong together.
      const middle = corners.reduce((sum, corner) => sum + corner) / 4 >= level;
      const [a, b, c, d] = edges;
      for (const pair of middle === above[0] ? [[a, b], [c, d]] : [[a, d], [b, c]]) link(...pair);
    }
    const point = (edge) => {
      const [up, node] = [edge % 2, edge >> 1];
      const [i, j] = [node % n, Math.floor(node / n)];
      const [from, to] = [at(i, j), at(i + 1 - up, j + up)];
      const t = (level - from) / (to - from);
      return place(i + (1 - up) * t, j + up * t);
    };
    return [...chains(links)].map((chain) => {
      const points = chain.map(point);
      return { level, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
    });
  });
}

// The lines that the links make: first those with two ends, then those that close.
function* chains(links) {
  const follow = (start) => {
    const chain = [];
    for (let edge = start; edge !== undefined; ) {
      chain.push(edge);
      const next = links.get(edge);
      links.delete(edge);
      edge = next.find((other) => links.has(other)) ?? (chain.length > 2 && next.includes(start) ? start : undefined);
      if (edge === start) {
        chain.push(start);
        edge = undefined;
      }
    }
    return chain;
  };
  for (const [edge, next] of [...links]) if (next.length === 1 && links.has(edge)) yield follow(edge);
  for (const edge of [...links.keys()]) if (links.has(edge)) yield follow(edge);
}

// Several lines as one curve with gaps.
export const joined = (lines) => ({
  x: lines.flatMap(({ x }) => [...x, NaN]),
  y: lines.flatMap(({ y }) => [...y, NaN]),
});
