/** The popup of the byline item: the real UI Kit bundle, its resolvers scripted, and the tree that it sends to Confluence. */
import { type App, startApp } from './app';
import { buildUiKit } from './bundle';
import { preview, readersStatus, status } from './samples';

beforeAll(buildUiKit, 300_000);

const refuse = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};
const never = (): Promise<never> => new Promise(() => undefined);
const lozenge = (app: App) => app.all('Lozenge').map(({ props, children }) => [props.appearance, children[0]?.props.text]);

describe('where the page stands', () => {
  test('it is read once, without a payload: the page is Confluence’s word', async () => {
    const app = await startApp({ pageStatus: async () => status() });
    expect(app.asked).toEqual([{ functionKey: 'pageStatus', payload: undefined }]);
  });

  test.each([
    ['current', 'success', 'Up to date'],
    ['pending', 'inprogress', 'On its way'],
    ['held', 'moved', 'Held back'],
    ['out', 'default', 'Left out'],
    ['failed', 'removed', 'Failed'],
  ] as const)('%s has a badge and a sentence, and the reason is said', async (state, appearance, badge) => {
    const app = await startApp({ pageStatus: async () => status({ state, reason: 'Because of the tide.' }) });
    expect(lozenge(app)).toEqual([[appearance, badge]]);
    expect(app.text()).toContain('Because of the tide.');
    expect(app.all('SectionMessage')).toHaveLength(1);
  });

  test('an administrator reads version, time in their own time zone, file, audience and what was lost', async () => {
    const app = await startApp({ pageStatus: async () => status() }, { locale: 'en_GB', timezone: 'Asia/Tokyo' });
    const text = app.text();
    expect(text).toContain('Last sent: version 7, 20 Nov 2026, 23:02');
    expect(text).toContain('/Confluence/tiny.example/Tides (TIDE)/Station 1 (101).md');
    expect(text).toContain('Who may read it: Everybody who may read the space');
    expect(text).toContain('A chart has no Markdown; its title is kept (2 times)');
  });

  test('a reader sees the state and what was sent, no file, no audience, no button', async () => {
    const app = await startApp({ pageStatus: async () => readersStatus() });
    expect(app.text()).toContain('version 7');
    // No more than the app knows: what was restricted a moment ago, no event may have told yet.
    expect(app.text()).toContain('Qontext holds this page as the app last read it.');
    expect(app.text()).not.toMatch(/File:|Who may read/);
    expect(app.buttons()).toEqual([]);
    expect(app.all('ButtonGroup')).toEqual([]);
  });

  test('nothing to say: the reader is told so, and nothing else', async () => {
    const app = await startApp({ pageStatus: async () => readersStatus({ state: 'none', sentVersion: null, sentAt: null }) });
    expect(app.text()).toBe('Not in Qontext\nNothing of this space is included, so nothing of it is sent to Qontext.');
  });

  test('while it is read there is a spinner with a name; a failure says why, and another try helps', async () => {
    const waiting = await startApp({ pageStatus: never });
    expect(waiting.all('Spinner').map(({ props }) => props.label)).toEqual(['Reading where this page stands with Qontext']);
    const app = await startApp({ pageStatus: refuse('You may not see this page.') });
    expect(app.text()).toContain('The status of this page could not be read\nYou may not see this page.');
    app.answer({ pageStatus: async () => status() });
    await app.press('Try again');
    expect(lozenge(app)).toEqual([['success', 'Up to date']]);
  });
});

describe('what may be done', () => {
  const none = { preview: false, sendNow: false, include: false, exclude: false, undo: false };

  test.each([
    ['preview', 'Preview'],
    ['sendNow', 'Send now'],
    ['include', 'Include this page'],
    ['exclude', 'Leave out this page'],
    ['undo', 'Let the rules above decide'],
  ] as const)('what is offered has its button: %s', async (right, button) => {
    const app = await startApp({ pageStatus: async () => status({ may: { ...none, [right]: true } }) });
    expect(app.buttons()).toEqual([button]);
  });

  test('what cannot help is not offered; what would is said', async () => {
    const advice = 'Take the label off this page. The labels that keep out are: no-ai.';
    const app = await startApp({ pageStatus: async () => status({ state: 'out', may: { ...none, preview: true }, advice }) });
    expect(app.buttons()).toEqual(['Preview']);
    expect(app.text()).toContain(`What would change it\n${advice}`);
  });

  test('a choice for this page alone is said', async () => {
    const app = await startApp({ pageStatus: async () => status({ state: 'out', chosen: 'exclude' }) });
    expect(app.text()).toContain('Chosen for this page alone: leave it out');
    const other = await startApp({ pageStatus: async () => status() });
    expect(other.text()).not.toContain('Chosen for this page');
  });

  test('send now: while it runs nothing else can be pressed, then the new status stands and a flag says so', async () => {
    let sent: (() => void) | undefined;
    const app = await startApp({
      pageStatus: async () => status({ sentVersion: 6 }),
      sendNow: () => new Promise((resolve) => (sent = () => resolve(status({ sentVersion: 8 })))),
    });
    await app.press('Send now');
    expect(app.buttons()).toEqual(['Preview']);
    expect(app.all('LoadingButton').map(({ props }) => props.isLoading)).toEqual([true, false]);
    sent?.();
    await app.settled();
    expect(app.text()).toContain('version 8');
    expect(app.flags).toMatchObject([{ type: 'success', title: 'This page is being sent' }]);
    expect(app.asked.at(-1)).toEqual({ functionKey: 'sendNow', payload: undefined });
  });

  test('a refusal stands beside the status that was, and goes with the next try', async () => {
    const app = await startApp({ pageStatus: async () => status(), sendNow: refuse('Only administrators of this space may do this.') });
    await app.press('Send now');
    expect(app.text()).toContain('That did not work\nOnly administrators of this space may do this.');
    expect(lozenge(app)).toEqual([['success', 'Up to date']]);
    expect(app.flags).toEqual([]);
    app.answer({ sendNow: async () => status({ sentVersion: 9 }) });
    await app.press('Send now');
    expect(app.text()).not.toContain('That did not work');
    expect(app.text()).toContain('version 9');
  });

  test('to exclude is asked for twice; to cancel changes nothing', async () => {
    const app = await startApp({ pageStatus: async () => status(), choosePage: async () => status({ state: 'out', chosen: 'exclude' }) });
    await app.press('Leave out this page');
    expect(app.text()).toContain('What Qontext holds of this page is withdrawn');
    await app.press('Cancel');
    expect(app.all('Modal')).toEqual([]);
    expect(app.asked).toHaveLength(1);
    await app.press('Leave out this page');
    await app.press('Leave out');
    expect(app.all('Modal')).toEqual([]);
    expect(app.asked.at(-1)).toEqual({ functionKey: 'choosePage', payload: { choice: 'exclude' } });
    expect(lozenge(app)).toEqual([['default', 'Left out']]);
    expect(app.flags).toMatchObject([{ title: 'This page is left out' }]);
  });

  test('to include, and to let the rules above decide, is done at once', async () => {
    const app = await startApp({
      pageStatus: async () => status({ state: 'out', chosen: 'exclude', may: { ...none, include: true, undo: true } }),
      choosePage: async ({ choice }) => status({ state: 'pending', chosen: choice, may: { ...none, undo: choice !== 'none' } }),
    });
    await app.press('Include this page');
    expect(app.asked.at(-1)).toEqual({ functionKey: 'choosePage', payload: { choice: 'include' } });
    await app.press('Let the rules above decide');
    expect(app.asked.at(-1)).toEqual({ functionKey: 'choosePage', payload: { choice: 'none' } });
    expect(app.buttons()).not.toContain('Let the rules above decide');
  });
});

describe('a page on its way', () => {
  test('is read again every five seconds until it has arrived', async () => {
    const app = await startApp({ pageStatus: async () => status({ state: 'pending' }) });
    await app.pass(4_999);
    expect(app.asked).toHaveLength(1);
    await app.pass(1);
    expect(app.asked).toHaveLength(2);
    app.answer({ pageStatus: async () => status() });
    await app.pass(5_000);
    expect(lozenge(app)).toEqual([['success', 'Up to date']]);
    await app.pass(60_000);
    expect(app.asked).toHaveLength(3);
  });

  test('is no longer asked for after two minutes, nor after an answer that failed', async () => {
    const app = await startApp({ pageStatus: async () => status({ state: 'pending' }) });
    for (let time = 0; time < 40; time++) await app.pass(5_000);
    expect(app.asked).toHaveLength(25);
    const failing = await startApp({ pageStatus: async () => status({ state: 'pending' }) });
    failing.answer({ pageStatus: refuse('Confluence did not answer.') });
    await failing.pass(5_000);
    expect(failing.text()).toContain('Confluence did not answer.');
    expect(lozenge(failing)).toEqual([['inprogress', 'On its way']]);
    await failing.pass(60_000);
    expect(failing.asked).toHaveLength(2);
  });
});

describe('the preview', () => {
  const opened = async (answer: () => ReturnType<typeof previewOf>) => {
    const app = await startApp({ pageStatus: async () => status(), previewPage: answer });
    await app.press('Preview');
    return app;
  };
  const previewOf = async (changes: Parameters<typeof preview>[0] = {}) => preview(changes);

  test('shows the file with its path, its size, rendered, its Markdown and the difference from what the repository holds', async () => {
    const app = await opened(() => previewOf());
    expect(app.all('Tab').map(({ children }) => children[0]?.props.text)).toEqual(['Rendered', 'Markdown', 'Difference']);
    expect(app.all('AdfRenderer').map(({ props }) => props.document)).toEqual([
      {
        type: 'doc',
        version: 1,
        content: [
          { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Station 1' }] },
          { type: 'paragraph', content: [{ type: 'text', text: 'The gauge reads 12 cm.' }] },
        ],
      },
    ]);
    expect(app.text()).toContain('65 bytes. In the repository: different.');
    const blocks = app.all('CodeBlock').map(({ props }) => [props.language, props.text]);
    expect(blocks[0]).toEqual(['yaml', 'source_id: "101"']);
    expect(blocks[1]).toEqual(['markdown', expect.stringContaining('The gauge reads 12 cm.')]);
    expect(blocks[2]).toEqual(['diff', '@@ -4,5 +4,5 @@\n \n # Station 1\n \n-The gauge reads 9 cm.\n+The gauge reads 12 cm.\n ']);
    await app.press('Close');
    expect(app.all('Modal')).toEqual([]);
  });

  test('says where the repository holds no such file, or the very same', async () => {
    const file = preview().files[0];
    if (!file) throw new Error('The sample has a file');
    const fresh = await opened(() => previewOf({ files: [{ ...file, current: null }] }));
    expect(fresh.text()).toContain('The repository holds no such file yet.');
    const same = await opened(() => previewOf({ files: [{ ...file, current: file.markdown }] }));
    expect(same.text()).toContain('The repository holds this file as it is here.');
    expect(same.all('CodeBlock').map(({ props }) => props.language)).toEqual(['yaml', 'markdown']);
  });

  test('a named character is itself in the rendered view', async () => {
    const file = preview().files[0];
    if (!file) throw new Error('The sample has a file');
    const app = await opened(() => previewOf({ files: [{ ...file, markdown: 'Tide &amp; wind &eacute;\n' }] }));
    expect(JSON.stringify(app.all('AdfRenderer')[0]?.props.document)).toContain('Tide & wind é');
  });

  test('of several files lists all and shows the one that is asked for', async () => {
    const file = (name: string, current: string | null) => ({
      path: `/Confluence/${name}`,
      bytes: 44_100,
      markdown: `text of ${name}`,
      current,
    });
    const app = await opened(() => previewOf({ files: [file('a.md', null), file('a part 2.md', 'text of a part 2.md')] }));
    expect(app.all('Row').map((row) => row.children.map((cell) => cell.children[0] && textIn(cell)))).toEqual([
      ['/Confluence/a.md', '44.1 kB', 'New', 'Show a.md'],
      ['/Confluence/a part 2.md', '44.1 kB', 'The same', 'Show a part 2.md'],
    ]);
    expect(app.all('CodeBlock')[0]?.props.text).toBe('text of a.md');
    await app.press('Show a part 2.md');
    expect(app.all('CodeBlock')[0]?.props.text).toBe('text of a part 2.md');
    expect(app.all('Row').map(({ props }) => props.isHighlighted)).toEqual([false, true]);
  });

  test('of a page that is left out or held back says why, and shows no file', async () => {
    const app = await opened(() => previewOf({ decision: 'held', reason: 'Its restrictions could not be read.', files: [] }));
    expect(app.text()).toContain('Nothing is sent: this page is held back.\nIts restrictions could not be read.');
    expect(app.all('Tabs')).toEqual([]);
  });

  test('that fails says why, and another try helps', async () => {
    const app = await opened(refuse('Confluence did not answer.'));
    expect(app.text()).toContain('There is no preview\nConfluence did not answer.');
    app.answer({ previewPage: () => previewOf() });
    await app.press('Try again');
    expect(app.all('CodeBlock')).toHaveLength(3);
  });
});

const textIn = (doc: { type: string; props: Record<string, unknown>; children: unknown[] }): string =>
  doc.type === 'String' ? String(doc.props.text) : (doc.children as (typeof doc)[]).map(textIn).join('');
