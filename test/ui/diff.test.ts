/** The difference that a preview shows: right for every pair of texts, short, and quick for texts that have nothing in common. */
import * as fc from 'fast-check';
import { diffLines, unifiedDiff } from '../../src/ui/preview/diff';

const line = fc.constantFrom('a', 'b', 'c', '');
const text = fc.array(line, { maxLength: 40 });

test('the lines that are not added are the old text, those that are not removed the new one', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      expect(lines.filter(({ kind }) => kind !== 'added').map((one) => one.text)).toEqual(before);
      expect(lines.filter(({ kind }) => kind !== 'removed').map((one) => one.text)).toEqual(after);
    }),
  );
});

test('there is no shorter one', () => {
  const longestCommon = (a: string[], b: string[]): number => {
    const rows = [new Array<number>(b.length + 1).fill(0)];
    for (const one of a) {
      const above = rows.at(-1) ?? [];
      const row = [0];
      b.forEach((other, at) => void row.push(one === other ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0)));
      rows.push(row);
    }
    return rows.at(-1)?.at(-1) ?? 0;
  };
  fc.assert(
    fc.property(text, text, (before, after) => {
      const same = diffLines(before, after).filter(({ kind }) => kind === 'same').length;
      expect(same).toBe(longestCommon(before, after));
    }),
  );
});

test('changes far from each other are parts of their own, with three lines around each', () => {
  const before = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`);
  const after = before.map((one, at) => (at === 4 ? 'five' : one)).filter((_, at) => at !== 24);
  const diff = unifiedDiff(before.join('\n'), after.join('\n'));
  expect(diff.split('\n').filter((one) => one.startsWith('@@'))).toEqual(['@@ -2,7 +2,7 @@', '@@ -22,7 +22,6 @@']);
  expect(diff).toContain('-line 5\n+five');
  expect(diff).toContain(' line 24\n-line 25\n line 26');
});

test('the same text has none; a text that was empty is added as a whole', () => {
  expect(unifiedDiff('a\nb', 'a\nb')).toBe('');
  expect(unifiedDiff('', 'a')).toBe('@@ -1,1 +1,1 @@\n-\n+a');
});

test('texts with nothing in common are taken as replaced, not searched for minutes', () => {
  const before = Array.from({ length: 2_000 }, (_, at) => `old ${at}`);
  const after = Array.from({ length: 2_000 }, (_, at) => `new ${at}`);
  const lines = diffLines(before, after);
  expect(lines).toHaveLength(4_000);
  expect(lines[0]).toEqual({ kind: 'removed', text: 'old 0' });
});
