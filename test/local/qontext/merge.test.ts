import fc from 'fast-check';
import { mergeLines } from '../../../local/qontext/merge';

/** Two versions of one text are combined by lines, as Qontext says; what it is to collide is the strict reading: the same or adjoining lines. */
const combined = (text: string) => ({ kind: 'combined', text });
const collision = { kind: 'collision' };

test.each([
  ['changes far apart', 'a\nb\nc\nd', 'A\nb\nc\nd', 'a\nb\nc\nD', combined('A\nb\nc\nD')],
  ['the same change on both sides', 'a\nb\nc', 'a\nX\nc', 'a\nX\nc', combined('a\nX\nc')],
  ['the same line, differently', 'a\nb\nc', 'a\nX\nc', 'a\nY\nc', collision],
  ['adjoining lines', 'a\nb\nc\nd', 'a\nX\nc\nd', 'a\nb\nY\nd', collision],
  ['lines added at different places', 'a\nb\nc', '0\na\nb\nc', 'a\nb\nc\nd', combined('0\na\nb\nc\nd')],
  ['different lines added at the same place', 'a\nb', 'a\nX\nb', 'a\nY\nb', collision],
  ['a line gone here, another changed there', 'a\nb\nc\nd', 'b\nc\nd', 'a\nb\nc\nD', combined('b\nc\nD')],
  ['a line gone here and changed there', 'a\nb\nc', 'a\nc', 'a\nB\nc', collision],
  ['everything gone here, one line changed there', 'a\nb\nc', '', 'a\nB\nc', collision],
])('%s', (_, base, current, proposed, expected) => {
  expect(mergeLines(base, current, proposed)).toEqual(expected);
  expect(mergeLines(base, proposed, current)).toEqual(expected);
});

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('what one side alone changed is taken whole', () => {
  fc.assert(
    fc.property(text, text, (base, changed) => {
      expect(mergeLines(base, base, changed)).toEqual(combined(changed));
      expect(mergeLines(base, changed, base)).toEqual(combined(changed));
      expect(mergeLines(base, changed, changed)).toEqual(combined(changed));
    }),
  );
});

test('changes with an unchanged line between them are always combined', () => {
  fc.assert(
    fc.property(text, text, text, text, (before, after, newBefore, newAfter) => {
      const join = (a: string, b: string) => `${a}\nthe line between\n${b}`;
      expect(mergeLines(join(before, after), join(newBefore, after), join(before, newAfter))).toEqual(combined(join(newBefore, newAfter)));
    }),
  );
});

test('two texts of the largest size that have nothing in common take no time', () => {
  const lines = (mark: string) => Array.from({ length: 8_000 }, (_, i) => `${mark}${i}`).join('\n');
  expect(mergeLines(lines('a'), lines('b'), lines('c'))).toEqual(collision);
});
