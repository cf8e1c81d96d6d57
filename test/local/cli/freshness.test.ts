/** Freshness: every kind is edited as often as asked, timed to its effect, and a lost event is found by a tick. */
import { contentIdOf, type FreshnessOptions, measureFreshness, type SiteEditor } from '../../../local/cli/freshness';
import type { RepositoryEntry } from '../../../local/cli/repositoryView';

interface Page {
  id: string;
  parent: string | null;
  text: string;
}

/** A site whose every edit reaches the repository `delayMs` later, or at the next tick where `loses` says that its event is lost. */
function scene(pages: Page[], { delayMs = 100, loses = (_edit: string): boolean => false } = {}) {
  let now = 0;
  let changes = 0;
  const edits: string[] = [];
  const later: { at: number; apply: () => void }[] = [];
  const files = new Map<string, { path: string; text: string; changeId: string }>();
  const pathOf = (page: Page): string =>
    `${page.parent ? `/Confluence/site/Space/Parent (${page.parent})` : '/Confluence/site/Space'}/Page (${page.id}).md`;
  const byId = new Map(pages.map((page) => [page.id, { ...page }]));
  const page = (id: string): Page => {
    const found = byId.get(id);
    if (!found) throw new Error(`no page ${id}`);
    return found;
  };
  const push = (id: string) => {
    const current = byId.get(id);
    if (current) files.set(id, { path: pathOf(current), text: current.text, changeId: String(++changes) });
    else files.delete(id);
  };
  for (const one of pages) push(one.id);
  const edit = (name: string, id: string, act: () => void) => {
    edits.push(name);
    act();
    later.push({ at: loses(name) ? Number.POSITIVE_INFINITY : now + delayMs, apply: () => push(id) });
  };
  const editor: SiteEditor = {
    kindOf: (id) => (!byId.has(id) ? 'other' : pages.some((one) => one.parent === id) ? 'parent' : 'leaf'),
    spaceOf: () => 'S',
    parentOf: (id) => page(id).parent,
    createPage(parentId) {
      const id = String(9000 + byId.size);
      edit('create', id, () => byId.set(id, { id, parent: parentId, text: '' }));
      return id;
    },
    append: (id, storage) =>
      edit('append', id, () => (page(id).text += storage.includes('ac:task') ? `\n- [ ] ${storage.replace(/<[^>]*>/g, '')}` : storage)),
    comment(id, storage) {
      edit('comment', id, () => (page(id).text += storage));
      return `comment-of-${id}`;
    },
    reply: (commentId, storage) => edit('reply', commentId.slice(11), () => (page(commentId.slice(11)).text += storage)),
    completeTask: (id, marker) =>
      edit(
        'task',
        id,
        () =>
          (page(id).text = page(id)
            .text.split('\n')
            .map((line) => (line.includes(marker) ? line.replace('[ ]', '[x]') : line))
            .join('\n')),
      ),
    move: (id, parentId) => edit('move', id, () => (page(id).parent = parentId)),
    restrict: (id) => edit('restrict', id, () => byId.delete(id)),
    trash: (id) => edit('trash', id, () => byId.delete(id)),
  };
  const due = () => {
    for (const one of later.splice(0)) {
      if (one.at <= now) one.apply();
      else later.push(one);
    }
  };
  const options: FreshnessOptions = {
    editor,
    edits: 2,
    repository: {
      list: async () => {
        due();
        return [...files].map(([id, file]): RepositoryEntry => ({ id: `doc_${id}`, path: file.path, changeId: file.changeId }));
      },
      content: async (entry) => files.get(contentIdOf(entry.path) ?? '')?.text ?? null,
    },
    async tick() {
      edits.push('tick');
      for (const one of later) one.at = Math.min(one.at, now + delayMs);
    },
    pollMs: 5,
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    say: () => {},
  };
  return { options, edits };
}

const wood = (leaves: number): Page[] => [
  { id: '1', parent: null, text: '' },
  { id: '2', parent: null, text: '' },
  ...Array.from({ length: leaves }, (_, at) => ({ id: String(100 + at), parent: at % 2 === 0 ? '1' : '2', text: '' })),
];
const counted = (edits: string[], name: string) => edits.filter((one) => one === name).length;

test('a repository that is dear to look at is looked at less often', async () => {
  const { options } = scene(wood(8));
  let looks = 0;
  const looked = () => {
    looks += 1;
  };
  const counting = { ...options.repository, list: () => options.repository.list().finally(looked) };
  await measureFreshness({ ...options, repository: counting });
  const often = looks;
  looks = 0;
  const { options: again } = scene(wood(8));
  const list = () => again.repository.list().finally(looked);
  const result = await measureFreshness({ ...again, pollMs: 250, repository: { ...again.repository, list } });
  expect(looks).toBeLessThan(often / 3);
  expect(result.page).toEqual({ median: 0.25, max: 0.25 });
});

test('each kind is edited as often as asked, and timed from the edit to its effect', async () => {
  const { options, edits } = scene(wood(8));
  const result = await measureFreshness(options);
  for (const spread of Object.values(result)) expect(spread).toEqual({ median: 0.1, max: 0.1 });
  expect(Object.keys(result)).toEqual(['page', 'comment', 'reply', 'task', 'move', 'restrict', 'trash']);
  for (const name of ['comment', 'reply', 'task', 'move', 'restrict', 'trash']) expect(counted(edits, name)).toBe(2);
  // One for the paragraph, one for the task list that is ticked later.
  expect(counted(edits, 'append')).toBe(4);
  expect(counted(edits, 'create')).toBe(0);
});

test('what becomes restricted or trashed is found by a tick that is run at once', async () => {
  const { options, edits } = scene(wood(8), { loses: (edit) => edit === 'restrict' || edit === 'trash' });
  const result = await measureFreshness(options);
  expect(counted(edits, 'tick')).toBe(4);
  expect(result.restrict.max).toBe(0.1);
  expect(result.trash.max).toBe(0.1);
});

test('an edit whose event is lost is found by the tick after 15 seconds, and its time says so', async () => {
  let lost = false;
  const { options } = scene(wood(8), {
    loses: (edit) => {
      const first = edit === 'comment' && !lost;
      lost ||= first;
      return first;
    },
  });
  const { comment } = await measureFreshness(options);
  expect(comment.max).toBeGreaterThan(15);
  expect(comment.max).toBeLessThan(15.5);
});

test('an edit that never arrives is an error that names the content', async () => {
  const { options } = scene(wood(8), { delayMs: Number.POSITIVE_INFINITY });
  await expect(measureFreshness(options)).rejects.toThrow(/edit of content \d+ did not reach the repository in 120 s/);
});

test('a small site gets the pages that are missing', async () => {
  const { options, edits } = scene(wood(3));
  const result = await measureFreshness(options);
  expect(counted(edits, 'create')).toBe(3);
  expect(result.trash).toEqual({ median: 0.1, max: 0.1 });
});

test('the content of a file is known by its name, also of a further part', () => {
  expect(contentIdOf('/Confluence/h/S (ENG)/A (b) (123).md')).toBe('123');
  expect(contentIdOf('/Confluence/h/S (ENG)/A (123) part 2.md')).toBe('123');
  expect(contentIdOf('/Confluence/h/S (ENG)/About this space.md')).toBeNull();
});
