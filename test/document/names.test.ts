import fc from 'fast-check';
import { blogYear, fileName, folderName, spaceFolderName } from '../../src/document';

const page = { id: '42', type: 'page' as const, title: 'Plan', createdAt: '2026-01-02T03:04:05Z' };

describe('names in the repository', () => {
  it.each([
    ['Plan', 'Plan (42).md'],
    ['A/B: C? <D> [E] {F} `G` $H; I|J & K*\\L', 'A B C D E F G H I J K L (42).md'],
    ['...hidden', 'hidden (42).md'],
    ['../../etc', 'etc (42).md'],
    ['notes.md', 'notes.md (42).md'],
    ['', 'Untitled (42).md'],
    ['\u202Egnp.exe\u0000', 'gnp.exe (42).md'],
    ['Übersicht 日本語 😀', 'Übersicht 日本語 😀 (42).md'],
  ])('%j is called %j', (title, expected) => {
    expect(fileName({ ...page, title }, 1)).toBe(expected);
  });

  it('numbers the parts after the first, dates blog posts, and names folders and spaces', () => {
    expect(fileName(page, 2)).toBe('Plan (42) part 2.md');
    expect(fileName({ ...page, type: 'blogpost' }, 1)).toBe('2026-01-02 Plan (42).md');
    expect(folderName({ id: '42', title: 'x.md' })).toBe('x.md (42)');
    expect(spaceFolderName({ key: '~712020abc', name: 'Ana' })).toBe('Ana (~712020abc)');
    expect(blogYear('2026-01-02T03:04:05Z')).toBe('2026');
  });

  it('composes letters, so that two spellings of the same title are one name', () => {
    expect(fileName({ ...page, title: 'Cafe\u0301' }, 1)).toBe(fileName({ ...page, title: 'Caf\u00e9' }, 1));
  });

  it('is never empty, never a path, never longer than a file system takes, for any title and id', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.integer({ min: 1, max: 9999 }),
        (title, id, part) => {
          for (const name of [
            fileName({ ...page, title, id }, part),
            folderName({ title, id }),
            spaceFolderName({ name: title, key: id }),
          ]) {
            expect(name).not.toMatch(/[;$|&\\<>*?[\]{}:`/\p{Cc}]/u);
            expect(name).not.toMatch(/^\.|^\s|\s$/);
            expect(name.length).toBeGreaterThan(3);
            expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
          }
          expect(folderName({ title, id })).not.toMatch(/\.md$/);
        },
      ),
    );
  });
});
