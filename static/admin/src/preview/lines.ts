/** The difference of two texts by lines: what is gone, what is new, and what stays around it. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}
export type DiffPart = { kind: 'lines'; lines: DiffLine[] } | { kind: 'skipped'; count: number };

/** Cells of the table that the longest common subsequence is found with: 25 million take some 100 ms and 50 MB. Beyond, no line is matched. */
const MOST_CELLS = 25_000_000;
const AROUND = 3;

/** Lines in common are as many as possible; what both begin and end with is set aside first, which is most of it after a small edit. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const middle = diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...as('same', a.slice(0, head)), ...middle, ...as('same', a.slice(a.length - tail))];
}

const as = (kind: DiffLine['kind'], lines: string[]): DiffLine[] => lines.map((text) => ({ kind, text }));

function diffMiddle(a: string[], b: string[]): DiffLine[] {
  const width = b.length + 1;
  if (a.length === 0 || b.length === 0 || (a.length + 1) * width > MOST_CELLS) return [...as('removed', a), ...as('added', b)];
  // common[i * width + j]: how many lines a from i and b from j have in common. Fewer lines than 65,536: a file is 45,000 bytes.
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [left = '', right = ''] = [a[i], b[j]];
    if (left === right) {
      lines.push({ kind: 'same', text: left });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push({ kind: 'removed', text: left });
      i++;
    } else {
      lines.push({ kind: 'added', text: right });
      j++;
    }
  }
  return [...lines, ...as('removed', a.slice(i)), ...as('added', b.slice(j))];
}

/** What changed, with a few lines around it; longer stretches that stay are counted only. */
export function partsOf(lines: DiffLine[]): DiffPart[] {
  const near = new Uint8Array(lines.length);
  lines.forEach((line, index) => {
    if (line.kind !== 'same') near.fill(1, Math.max(0, index - AROUND), index + AROUND + 1);
  });
  const parts: DiffPart[] = [];
  lines.forEach((line, index) => {
    const last = parts.at(-1);
    if (near[index]) {
      if (last?.kind === 'lines') last.lines.push(line);
      else parts.push({ kind: 'lines', lines: [line] });
    } else if (last?.kind === 'skipped') last.count++;
    else parts.push({ kind: 'skipped', count: 1 });
  });
  return parts;
}
