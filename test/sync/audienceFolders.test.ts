/** The folders of an audience: made, moved, left, and explained for as long as they are there. In the simulation's world, with calm weather. */
import { folderName } from '../../src/document';
import { audienceOf } from '../../src/scope';
import { wholeSpace } from '../../src/sync/select';
import { type Calm, openCalm, SECOND } from '../sim/calm';
import * as edits from '../sim/confluence/edits';
import type { Node } from '../sim/confluence/site';
import { MINUTE } from '../sim/play';
import { pathOf } from '../sim/repository';
import { down, ensure, sweep } from './placing';

let play: Calm;
beforeEach(async () => {
  play = await openCalm({ restricted: 'audiences' }, 2);
});

const never = <T>() => new Promise<T>(() => {});
const restrictedFolders = () => play.folders().filter((path) => path.includes('restricted/sim.atlassian.example/'));
async function sweepSpace(): Promise<void> {
  await play.admins.sweep('1');
  await play.settle();
}

describe('the folders of an audience', () => {
  it('those below a page that moves lie in the folder of the page above, which is made there', async () => {
    const [outer, inner] = [play.page(), play.page()];
    const child = play.page(inner);
    edits.restrict(play.editor, child);
    await play.choose(wholeSpace);
    expect(play.fileOf(child)).toMatch(
      new RegExp(`^/Confluence restricted/.*/Zqspace \\(SP1\\)/${folderName(inner).replace(/[()]/g, '\\$&')}/`),
    );
    edits.move(play.editor, inner, '1', outer.id);
    await play.settle();
    expect(play.fileOf(child)).toContain(`/Zqspace (SP1)/${folderName(outer)}/${folderName(inner)}/`);
  });

  it('go with the last content in them', async () => {
    const node = play.page();
    edits.restrict(play.editor, node);
    await play.choose(wholeSpace);
    expect(play.files().filter((path) => path.endsWith('/About this audience.md'))).toHaveLength(1);
    edits.open(play.editor, node);
    await play.settle();
    await sweepSpace();
    expect(play.fileOf(node)).toMatch(/^\/Confluence\//);
    expect(restrictedFolders()).toEqual([]);
  });

  it('whoever is killed between the file and the folder leaves a folder that gets its file again, or goes', async () => {
    const node = play.page();
    edits.restrict(play.editor, node);
    const { readers } = node;
    await play.choose(wholeSpace);
    const spaceFolder = restrictedFolders().find((path) => path.endsWith('(SP1)'));
    const audience = [...play.stage.shelf.folders.values()].find((folder) => pathOf(play.stage.shelf, folder) === spaceFolder)?.parentId;
    edits.open(play.editor, node);
    await play.settle();
    const { kind } = await play.run(
      sweep('1', (key) => key === 'space:1'),
      { spoil: (real) => ({ deleteFolder: (id) => (id === audience ? never() : real.deleteFolder(id)) }) },
    );
    expect(kind).toBe('killed');
    expect(play.files().some((path) => path.endsWith('/About this audience.md'))).toBe(false);
    await play.pass(2 * MINUTE);
    node.readers = readers;
    play.editor.emit({
      eventType: 'avi:confluence:permissions_updated:page',
      kind: 'page',
      id: node.id,
      spaceId: '1',
      previousSpaceId: null,
    });
    await play.settle();
    expect(play.fileOf(node)).toMatch(/^\/Confluence restricted\//);
    expect(play.files().filter((path) => path.endsWith('/About this audience.md'))).toHaveLength(1);
    edits.open(play.editor, node);
    await play.settle();
    await sweepSpace();
    expect(restrictedFolders()).toEqual([]);
  });

  it('one that a killed invocation was making, and nobody needs any more, is found and taken away', async () => {
    await play.choose(wholeSpace);
    const audience = audienceOf([{ kind: 'some', users: ['u1'], groups: [] }]);
    const { kind } = await play.run(ensure(play, play.page(), [], audience), {
      spoil: (real) => ({ createFolder: async (parentId, name) => real.createFolder(parentId, name).then(never<never>) }),
    });
    expect(kind).toBe('killed');
    expect(restrictedFolders()).toHaveLength(1);
    await play.pass(2 * MINUTE);
    await sweepSpace();
    expect(restrictedFolders()).toEqual([]);
  });
});

describe('the root of an audience', () => {
  const restricted = (node: Node) => ensure(play, node, [], { rules: [{ users: ['zq-user'], groups: [] }] });
  const minutes = async (count: number) => {
    for (let i = 0; i < count * 2; i += 1) await play.run(() => play.inTime(30 * SECOND));
  };
  const explained = () => [...play.stage.shelf.files.values()].filter(({ name }) => name === 'About this audience.md').length;

  it('keeps the file that says who it is while its folder for the space is there, empty as it may be', async () => {
    const node = play.page();
    await play.run(restricted(node));
    expect(explained()).toBe(1);
    // Qontext fails when the folder for the space would go, and again when a run over another space comes to the root.
    const failing = { spoil: () => ({ deleteFolder: () => Promise.reject(down()) }) };
    await play.run(
      sweep('1', () => false),
      failing,
    );
    await minutes(5);
    await play.run(sweep('2'), failing);
    await play.run(restricted(node));
    expect(explained()).toBe(1);
  });

  it('goes with its file once the folder for the space is gone', async () => {
    await play.run(restricted(play.page()));
    await minutes(5);
    await play.run(sweep('1', () => false));
    expect(explained()).toBe(0);
    expect([...play.stage.shelf.folders.values()].filter(({ name }) => name.includes('in SP1'))).toEqual([]);
  });
});
