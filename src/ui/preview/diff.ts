/** A line of one of two texts, or of both. */
export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Above so many differing lines the search for the shortest difference would take seconds, and nobody reads it line by line. */
const MOST_STEPS = 600;
const CONTEXT_LINES = 3;
const signs = { same: ' ', added: '+', removed: '-' } as const;

/** How `after` differs from `before`, as a unified diff with three lines around each change. Empty: not at all. */
export function unifiedDiff(before: string, after: string): string {
  const lines = diffLines(before.split('\n'), after.split('\n'));
  return hunks(lines)
    .map(({ from, to }) => hunkText(lines, from, to))
    .join('\n');
}

/** A shortest list of lines that leads from one text to the other, removed lines before added ones. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
  return [
    ...same(before.slice(0, start)),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

/**
 * Myers' greedy search: for each number of steps, how far down each diagonal (lines taken of `before` less lines taken of `after`) one can
 * come; then back along the way that reached the end.
 */
function shortest(before: readonly string[], after: readonly string[]): DiffLine[] {
  const reached: Map<number, number>[] = [];
  let last = new Map<number, number>([[1, 0]]);
  for (let steps = 0; steps <= Math.min(before.length + after.length, MOST_STEPS); steps++) {
    const next = new Map<number, number>();
    reached.push(last);
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = startOf(last, diagonal, steps);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return wayBack(before, after, reached);
    }
    last = next;
  }
  const all = (kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind, text }));
  return [...all('removed', before), ...all('added', after)];
}

const far = (reached: Map<number, number>, diagonal: number): number => reached.get(diagonal) ?? -1;
const isAddition = (reached: Map<number, number>, diagonal: number, steps: number): boolean =>
  diagonal === -steps || (diagonal !== steps && far(reached, diagonal - 1) < far(reached, diagonal + 1));
const startOf = (reached: Map<number, number>, diagonal: number, steps: number): number =>
  isAddition(reached, diagonal, steps) ? far(reached, diagonal + 1) : far(reached, diagonal - 1) + 1;

function wayBack(before: readonly string[], after: readonly string[], reached: Map<number, number>[]): DiffLine[] {
  const lines: DiffLine[] = [];
  let x = before.length;
  let y = after.length;
  for (let steps = reached.length - 1; steps >= 0; steps--) {
    const by = reached[steps] ?? new Map<number, number>();
    const diagonal = x - y;
    const added = isAddition(by, diagonal, steps);
    const fromX = added ? far(by, diagonal + 1) : far(by, diagonal - 1);
    const fromY = fromX - (added ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      lines.push({ kind: 'same', text: before[--x] ?? '' });
      y--;
    }
    if (steps === 0) break;
    if (added) lines.push({ kind: 'added', text: after[--y] ?? '' });
    else lines.push({ kind: 'removed', text: before[--x] ?? '' });
  }
  return lines.reverse();
}

/** Ranges of lines around what differs; those that touch are one. */
function hunks(lines: readonly DiffLine[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  lines.forEach(({ kind }, at) => {
    if (kind === 'same') return;
    const from = Math.max(0, at - CONTEXT_LINES);
    const to = Math.min(lines.length, at + CONTEXT_LINES + 1);
    const open = found.at(-1);
    if (open && from <= open.to) open.to = to;
    else found.push({ from, to });
  });
  return found;
}

function hunkText(lines: readonly DiffLine[], from: number, to: number): string {
  const count = (part: readonly DiffLine[], but: DiffLine['kind']) => part.filter(({ kind }) => kind !== but).length;
  const [above, part] = [lines.slice(0, from), lines.slice(from, to)];
  const range = (but: DiffLine['kind']) => {
    const length = count(part, but);
    // A range without lines names the line before it.
    return `${count(above, but) + (length === 0 ? 0 : 1)},${length}`;
  };
  return [`@@ -${range('added')} +${range('removed')} @@`, ...part.map(({ kind, text }) => signs[kind] + text)].join('\n');
}
