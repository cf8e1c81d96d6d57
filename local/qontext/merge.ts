/** The combination of two versions of one text, or a collision: both changed the same or adjoining lines, differently. */
export type Merge = { kind: 'combined'; text: string } | { kind: 'collision' };

/** Above this many differing lines the search for common lines is given up: the differing part counts as changed as a whole. */
const MAX_DIFFERENCE = 1_000;

/** Combines two texts that both started from `base`, by lines. A change on one side only is taken; the same change on both is taken once. */
export function mergeLines(base: string, current: string, proposed: string): Merge {
  if (current === base || current === proposed) return { kind: 'combined', text: proposed };
  if (proposed === base) return { kind: 'combined', text: current };
  const baseLines = base.split('\n');
  const mine = current.split('\n');
  const yours = proposed.split('\n');
  const inMine = commonLines(baseLines, mine);
  const inYours = commonLines(baseLines, yours);
  const merged: string[] = [];
  let [b, m, y] = [0, 0, 0];
  for (let anchor = 0; anchor <= baseLines.length; anchor += 1) {
    const atEnd = anchor === baseLines.length;
    const nextMine = atEnd ? mine.length : inMine.get(anchor);
    const nextYours = atEnd ? yours.length : inYours.get(anchor);
    // A line that both sides kept is where the two can be brought together again.
    if (nextMine === undefined || nextYours === undefined) continue;
    const chosen = choose(baseLines.slice(b, anchor), mine.slice(m, nextMine), yours.slice(y, nextYours));
    if (!chosen) return { kind: 'collision' };
    merged.push(...chosen);
    const line = baseLines[anchor];
    if (!atEnd && line !== undefined) merged.push(line);
    [b, m, y] = [anchor + 1, nextMine + 1, nextYours + 1];
  }
  return { kind: 'combined', text: merged.join('\n') };
}

function choose(base: string[], mine: string[], yours: string[]): string[] | null {
  if (sameLines(mine, yours)) return mine;
  if (sameLines(mine, base)) return yours;
  if (sameLines(yours, base)) return mine;
  return null;
}

const sameLines = (a: string[], b: string[]) => a.length === b.length && a.every((line, i) => line === b[i]);

/** Which line of `to` each kept line of `from` became: index -> index, both rising. */
export function commonLines(from: string[], to: string[]): Map<number, number> {
  const common = new Map<number, number>();
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) {
    common.set(head, head);
    head += 1;
  }
  let tail = 0;
  while (tail < from.length - head && tail < to.length - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  for (const [a, b] of shortestEdit(from.slice(head, from.length - tail), to.slice(head, to.length - tail))) common.set(head + a, head + b);
  for (let i = tail; i > 0; i -= 1) common.set(from.length - i, to.length - i);
  return common;
}

/** Myers' O(ND) difference: the pairs of equal lines on a shortest path, rising. Empty where the two differ too much to be worth it. */
function shortestEdit(from: string[], to: string[]): [number, number][] {
  const most = Math.min(from.length + to.length, MAX_DIFFERENCE);
  const reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const at = (map: Map<number, number>, k: number) => map.get(k) ?? -1;
  for (let d = 0; d <= most; d += 1) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1)) ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < from.length && x - k < to.length && from[x] === to[x - k]) x += 1;
      reach.set(k, x);
      if (x >= from.length && x - k >= to.length) return walkBack(trace, from.length, to.length);
    }
  }
  return [];
}

function walkBack(trace: Map<number, number>[], fromLength: number, toLength: number): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [fromLength, toLength];
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = reach.get(previousK) ?? 0;
    const previousY = previousX - previousK;
    while (x > previousX && y > previousY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [previousX, previousY];
  }
  return pairs.reverse();
}
