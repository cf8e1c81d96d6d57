/** The difference by lines: it turns one text into the other, says no more than is needed, and stays quick on thousands of lines. */
import fc from 'fast-check';
import { diffLines, partsOf } from '../../static/admin/src/preview/lines';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
const side = (lines: ReturnType<typeof diffLines>, without: 'added' | 'removed'): string =>
  lines
    .filter((line) => line.kind !== without)
    .map((line) => line.text)
    .join('\n');

test('leaving out what was added gives the one text, leaving out what was removed the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      expect([side(lines, 'added'), side(lines, 'removed')]).toEqual([before, after]);
    }),
  );
});

test('the same text has no difference, and one changed line has two', () => {
  expect(diffLines('a\nb\nc', 'a\nb\nc').every((line) => line.kind === 'same')).toBe(true);
  expect(diffLines('a\nb\nc', 'a\nx\nc').map((line) => `${line.kind} ${line.text}`)).toEqual(['same a', 'removed b', 'added x', 'same c']);
});

test('3,000 lines against 3,000 are matched; what is far from a change is counted only', () => {
  const before = Array.from({ length: 3000 }, (_, index) => `line ${index}`);
  const after = before.map((line, index) => (index === 10 || index === 2900 ? `${line} changed` : line));
  const lines = diffLines(before.join('\n'), after.join('\n'));
  expect(lines.filter((line) => line.kind !== 'same')).toHaveLength(4);
  expect(partsOf(lines).map((part) => (part.kind === 'skipped' ? part.count : 'lines'))).toEqual([7, 'lines', 2883, 'lines', 96]);
});
