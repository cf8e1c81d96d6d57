import type { Comment, Content, Task } from '../../src/content';
import {
  compose,
  type DocumentInput,
  DocumentTooLargeError,
  largestContent,
  largestFile,
  needsOf,
  pageKey,
  sourceIdOf,
} from '../../src/document';

const content: Content = {
  id: '1001',
  type: 'page',
  status: 'current',
  subtype: null,
  spaceId: '7',
  title: 'Release plan',
  parentId: null,
  parentType: null,
  authorId: 'ana',
  createdAt: '2026-01-02T03:04:05.000Z',
  version: { number: 4, createdAt: '2026-02-03T04:05:06.000Z', authorId: 'ben' },
  labels: ['release', 'plan'],
  body: { format: 'storage', value: '<h2>Steps</h2><p>Ship it.</p>' },
};

function comment(id: string, over: Partial<Comment> = {}): Comment {
  return {
    id,
    kind: 'footer',
    parentId: null,
    authorId: 'ben',
    at: '2026-03-04T05:06:07.000Z',
    body: { format: 'storage', value: `<p>Text of ${id}</p>` },
    resolution: null,
    quote: null,
    ...over,
  };
}

function task(id: string, over: Partial<Task> = {}): Task {
  return {
    id,
    localId: id,
    status: 'incomplete',
    body: { format: 'storage', value: `Task ${id}` },
    assignedTo: 'ana',
    createdBy: 'ben',
    completedBy: null,
    dueAt: '2026-12-01T00:00:00.000Z',
    completedAt: null,
    ...over,
  };
}

function input(over: Partial<DocumentInput> = {}): DocumentInput {
  return {
    siteUrl: 'https://site.example/wiki',
    space: { id: '7', key: 'ENG', name: 'Engineering' },
    content,
    comments: [],
    tasks: [],
    names: new Map([
      ['ana', 'Ana Pop'],
      ['ben', 'Ben Ode'],
    ]),
    audience: 'Everyone who may read the space',
    ...over,
  };
}

describe('a document', () => {
  it('begins with front matter and the title, then the body', () => {
    expect(compose(input()).parts).toEqual([
      `---
source_integration: Confluence
source_data_type: Page
source_id: '1001'
url: https://site.example/wiki/spaces/ENG/pages/1001
space: ENG
title: Release plan
version: 4
author: Ana Pop
created: '2026-01-02T03:04:05.000Z'
updated: '2026-02-03T04:05:06.000Z'
labels:
  - plan
  - release
audience: Everyone who may read the space
---

# Release plan

## Steps

Ship it.
`,
    ]);
  });

  it('shows threads by id with author, time, state and the text they are about', () => {
    const comments = [
      comment('11', { parentId: '9', body: { format: 'storage', value: '<p>An answer</p>' } }),
      comment('9', { kind: 'footer' }),
      comment('10'),
      comment('30', { kind: 'inline', resolution: 'open', quote: 'Ship it' }),
      comment('31', { kind: 'inline', resolution: 'dangling', quote: 'Old words' }),
    ];
    const [text] = compose(input({ comments })).parts;
    expect(text?.slice(text.indexOf('## Inline'))).toBe(`## Inline comments

- **Ben Ode**, 2026-03-04 05:06 UTC, open, on “Ship it”:

  Text of 30

- **Ben Ode**, 2026-03-04 05:06 UTC, dangling, on “Old words”, the text it was about is gone:

  Text of 31

## Comments

- **Ben Ode**, 2026-03-04 05:06 UTC:

  Text of 9
  - **Ben Ode**, 2026-03-04 05:06 UTC:

    An answer

- **Ben Ode**, 2026-03-04 05:06 UTC:

  Text of 10
`);
  });

  it('gives the same bytes for comments, tasks and labels in any order', () => {
    const comments = [comment('9'), comment('10', { parentId: '9' }), comment('100', { kind: 'inline' })];
    const tasks = [task('2'), task('10')];
    const one = compose(input({ comments, tasks }));
    const other = compose(
      input({
        comments: [...comments].reverse(),
        tasks: [...tasks].reverse(),
        content: { ...content, labels: [...content.labels].reverse() },
      }),
    );
    expect(other).toEqual(one);
  });

  it('shows a reply whose parent is gone, and each comment of a cycle', () => {
    const comments = [comment('5', { parentId: '4' }), comment('6', { parentId: '7' }), comment('7', { parentId: '6' })];
    const [text] = compose(input({ comments })).parts;
    for (const id of ['5', '6', '7']) expect(text).toContain(`Text of ${id}`);
  });

  it('lists only tasks that the body does not show, and adds to those what the body leaves out', () => {
    const body =
      '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Task 1</ac:task-body></ac:task></ac:task-list>';
    const [text] = compose(
      input({ content: { ...content, body: { format: 'storage', value: body } }, tasks: [task('1'), task('2')] }),
    ).parts;
    expect(text?.slice(text.indexOf('- ['))).toBe(
      '- [x] Task 1 (assigned to @Ana Pop, due 2026-12-01)\n\n## Tasks\n\n- [ ] Task 2 (assigned to @Ana Pop, due 2026-12-01)\n',
    );
  });

  it.each([
    '---',
    '"quotes" and \'more\'',
    'a: b # c',
    'line\nbreak\n---\nsource_id: 5',
    '😀 emoji',
    '',
    '&anchor *alias !tag',
    '\u0000\u0007',
  ])('keeps the title %j inside of the front matter', (title) => {
    const [text] = compose(input({ content: { ...content, title } })).parts;
    expect(sourceIdOf(text ?? '')).toBe('1001');
  });

  it('splits at headings when it is too large, each part with its place', () => {
    const section = (n: number) => `<h2>Section ${n}</h2>${'<p>Words of a paragraph that is long enough to count.</p>'.repeat(200)}`;
    const body = Array.from({ length: 10 }, (_, n) => section(n)).join('');
    const { parts } = compose(input({ content: { ...content, body: { format: 'storage', value: body } } }));
    expect(parts.length).toBeGreaterThan(2);
    parts.forEach((part, index) => {
      expect(Buffer.byteLength(part)).toBeLessThanOrEqual(largestFile);
      expect(part).toContain(`part: ${index + 1} of ${parts.length}\n`);
      expect(part.split('\n\n')[2]).toMatch(/^## Section/);
    });
  });

  it('refuses content beyond the limit, and says which and what to do', () => {
    const body = { format: 'storage' as const, value: 'x'.repeat(largestContent + 1) };
    expect(() => compose(input({ content: { ...content, body } }))).toThrow(DocumentTooLargeError);
  });

  it('says beforehand whose names it needs', () => {
    const body = { format: 'storage' as const, value: '<p><ac:link><ri:user ri:account-id="cy" /></ac:link></p>' };
    expect(needsOf({ content: { ...content, body }, comments: [comment('1')], tasks: [task('1', { assignedTo: 'dee' })] })).toEqual({
      accountIds: ['ana', 'ben', 'cy', 'dee'],
      pages: [],
      fileIds: [],
      includes: [],
    });
  });
});

describe('included content', () => {
  const macro = (name: string, title: string, parameters = '') =>
    `<ac:structured-macro ac:name="${name}"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="${title}" /></ac:link></ac:parameter>${parameters}</ac:structured-macro>`;
  const shared =
    '<p>Outside.</p><ac:structured-macro ac:name="excerpt"><ac:parameter ac:name="name">short</ac:parameter><ac:rich-text-body><p>The excerpt.</p></ac:rich-text-body></ac:structured-macro>';
  const value =
    macro('include', 'Shared') +
    macro('excerpt-include', 'Shared', '<ac:parameter ac:name="name">short</ac:parameter>') +
    macro('include', 'Elsewhere');
  const body = { format: 'storage' as const, value };
  const includes = new Map([[pageKey('ENG', 'Shared'), { format: 'storage' as const, value: shared + macro('include', 'Shared') }]]);

  it('is asked for by name, shown in a quote below its name where it is given, and named where not', () => {
    const page = { ...content, body };
    expect(needsOf({ content: page, comments: [], tasks: [] }).includes).toEqual([
      { spaceKey: null, title: 'Elsewhere' },
      { spaceKey: null, title: 'Shared' },
    ]);
    const [text] = compose(input({ content: page, includes })).parts;
    expect(text?.slice(text.indexOf('# Release plan\n\n') + 16)).toBe(`> [include: [Shared](https://site.example/wiki/display/ENG/Shared)]
>
> Outside.
>
> The excerpt.
>
> [include: [Shared](https://site.example/wiki/display/ENG/Shared)]

> [excerpt: [Shared](https://site.example/wiki/display/ENG/Shared)]
>
> The excerpt.

[include: [Elsewhere](https://site.example/wiki/display/ENG/Elsewhere)]
`);
  });
});

describe('the source id of a file', () => {
  it.each([
    ['no front matter', '# Title\n', null],
    ['front matter of somebody else', '---\nsource_id: 5\n---\n', null],
    ['broken front matter', '---\nsource_integration: Confluence\nsource_id: [\n---\n', null],
    ['an id that an editor left without quotes', '---\r\nsource_integration: Confluence\r\nsource_id: 5\r\n---\r\n', '5'],
  ])('of %s', (_name, text, expected) => {
    expect(sourceIdOf(text)).toBe(expected);
  });
});
