/**
 * Folders that several invocations make, take away and leave behind at once. In the simulation's world, with calm weather: what is lost,
 * late or killed is said here, so that each test has one cause.
 */
import type { ContentId, SpaceId } from '../../src/content';
import { folderName } from '../../src/document';
import { QontextError, type Repository } from '../../src/qontext';
import { RecordBusyError, type SweepAt } from '../../src/store';
import type { Ports } from '../../src/sync';
import { withdrawLeaving } from '../../src/sync/leavingSpaces';
import { ensurePlace } from '../../src/sync/places';
import { alignSpacePlace, dropPlace } from '../../src/sync/placeUpkeep';
import { findLeftBehind } from '../../src/sync/push';
import { newlySelected } from '../../src/sync/select';
import { sweepEmptyPlaces } from '../../src/sync/sweepPlaces';
import { create } from '../sim/confluence/edits';
import { contentOf, type Node } from '../sim/confluence/site';
import { type Ended, invoke } from '../sim/functions';
import { API_KEY, openPlay, type Play } from '../sim/play';
import { pathOf } from '../sim/repository';

const SECOND = 1_000;
type Work<T> = (ports: Ports, repository: Repository) => Promise<T>;

let play: Play;
let serial = 0;

/** Begins an invocation and does not wait for its end. `spoil` may put something in the way of its requests. */
function begin<T>(work: Work<T>, spoil: (repository: Repository) => Partial<Repository> = () => ({})) {
  let how: Ended<T> | null = null;
  const open = async (ports: Ports) => {
    const real = await ports.repository();
    if (!real) throw new Error('There is no API key.');
    return { ...real, ...spoil(real) };
  };
  serial += 1;
  invoke<T>(
    play.stage,
    { name: `#${serial}`, lock: `lock:${serial}`, seconds: 55 },
    async (ports) => {
      const repository = await open(ports);
      return work({ ...ports, repository: async () => repository }, repository);
    },
    (ended) => {
      how = ended;
    },
  );
  return {
    async end(): Promise<Ended<T>> {
      await play.until(() => how !== null);
      if (!how) throw new Error('The invocation came to no end.');
      return how;
    },
  };
}
const run = <T>(work: Work<T>, spoil?: (repository: Repository) => Partial<Repository>) => begin(work, spoil).end();

const lost = () => new QontextError({ code: 'network', status: 0, detail: 'network' });
const down = () => new QontextError({ code: 'service_unavailable', status: 503, detail: 'down' });
const isFirstName = (name: string) => /^\(\d+\)$/.test(name);
const inTime = (ms: number) => new Promise<void>((resolve) => play.stage.world.timeline.after(ms, resolve));

beforeEach(async () => {
  serial = 0;
  play = openPlay(1, () => {}, false);
  play.stage.store.secrets.set('qontext-api-key', API_KEY);
  await run(async ({ store, now }) => {
    await store.settings.saveSiteUrl(play.stage.site.url);
    await store.settings.saveConnection({ state: 'connected', workspaceName: 'Simulated', workspaceUrl: null, checkedAt: now() });
  });
});

function space(id: SpaceId, description: string | null = null) {
  play.stage.site.spaces.set(id, {
    id,
    key: `SP${id}`,
    name: 'Zqspace',
    type: 'global',
    status: 'current',
    description,
    homepageId: null,
    open: true,
    blocked: false,
    labels: [],
  });
}
const page = (spaceId: SpaceId, above: Node | null = null): Node => create(play.editor, 'page', spaceId, above?.id ?? null);
const aboveOf = ({ id, title }: Node) => ({ id, type: 'page' as const, title });
const ensure =
  (node: Node, ...above: Node[]): Work<string> =>
  async (ports, repository) =>
    (await ensurePlace(ports, repository, { content: contentOf(play.stage.site, node), above: above.map(aboveOf), audience: null }))
      .folderId;
const sweep =
  (spaceId: SpaceId): Work<SweepAt | null> =>
  (ports, repository) =>
    sweepEmptyPlaces(ports, repository, spaceId, (key) => key.startsWith('space:'));
const drop =
  (id: ContentId): Work<boolean> =>
  async (ports, repository) => {
    const place = await ports.store.places.get(`content:${id}`);
    return place !== null && dropPlace(ports, repository, place);
  };
const root = '/Confluence/sim.atlassian.example';
const folders = () =>
  [...play.stage.shelf.folders.values()]
    .map((folder) => pathOf(play.stage.shelf, folder))
    .filter((path) => path.startsWith(`${root}/`))
    .map((path) => path.slice(root.length + 1))
    .sort();
const files = () => [...play.stage.shelf.files.values()].map((file) => pathOf(play.stage.shelf, file).slice(root.length + 1));

describe('several invocations that need the same folder', () => {
  it('one makes it; the others look again for it, and ask Qontext for nothing meanwhile', async () => {
    space('1');
    const parent = page('1');
    const child = page('1', parent);
    await run(ensure(page('1')));
    let asked = 0;
    const slow = (repository: Repository): Partial<Repository> => ({
      async createFolder(...wanted) {
        asked += 1;
        await inTime(1.5 * SECOND);
        return repository.createFolder(...wanted);
      },
    });
    const all = [1, 2, 3, 4, 5].map(() => begin(ensure(child, parent), slow));
    const ends = [];
    for (const one of all) ends.push(await one.end());
    expect(ends.filter(({ kind }) => kind === 'returned')).toHaveLength(1);
    for (const end of ends) if (end.kind === 'threw') expect(end.error).toBeInstanceOf(RecordBusyError);
    expect(asked).toBe(1);
    expect(folders()).toEqual(['Zqspace (SP1)', `Zqspace (SP1)/${folderName(parent)}`]);
    // The queue brings them again after two seconds.
    await play.pass(2 * SECOND);
    expect((await run(ensure(child, parent), slow)).kind).toBe('returned');
    expect(asked).toBe(1);
  });

  it('what a killed one was making is made by the next try', async () => {
    space('1');
    const parent = page('1');
    await run(ensure(page('1')));
    const killed = await run(ensure(page('1', parent), parent), () => ({ createFolder: () => new Promise(() => {}) }));
    expect(killed.kind).toBe('killed');
    expect((await run(ensure(page('1', parent), parent))).kind).toBe('returned');
    expect(folders()).toEqual(['Zqspace (SP1)', `Zqspace (SP1)/${folderName(parent)}`]);
  });
});

describe('a second folder of two makers', () => {
  /** One made it while the request of the other, that was killed then, was still on its way. */
  async function twoMakers(parent: Node) {
    const child = page('1', parent);
    await run(ensure(page('1')));
    // Arrives after all, and nobody waits for it any more.
    const late = begin(ensure(child, parent), (repository) => ({
      async createFolder(...wanted) {
        await inTime(50 * SECOND);
        await repository.createFolder(...wanted);
        return new Promise(() => {});
      },
    }));
    await play.pass(5 * SECOND);
    expect((await run(ensure(child, parent))).kind).toBe('returned');
    return late;
  }

  it('is taken away, though its maker’s request came after a sweep', async () => {
    space('1');
    const parent = page('1');
    const late = await twoMakers(parent);
    await run(sweep('1'));
    expect(folders().filter((path) => isFirstName(path.split('/').pop() ?? ''))).toEqual([]);
    await late.end();
    expect(folders()).toContain(`Zqspace (SP1)/(${parent.id})`);
    await play.pass(90 * SECOND);
    await run(sweep('1'));
    expect(folders()).toEqual(['Zqspace (SP1)']);
  });

  it('is taken away by one invocation at a time: what finds it makes it where it is not', async () => {
    space('1');
    const parent = page('1');
    await (await twoMakers(parent)).end();
    await play.pass(90 * SECOND);
    // The one is slow, and cannot delete what it made; the other is done by then.
    const slow = begin(drop(parent.id), (repository) => ({
      async createFolder(...wanted) {
        await inTime(10 * SECOND);
        return repository.createFolder(...wanted);
      },
      deleteFolder: async () => {
        throw down();
      },
    }));
    await play.pass(SECOND);
    await run(drop(parent.id));
    expect((await slow.end()).kind).toBe('threw');
    for (let i = 0; i < 2; i += 1) {
      await play.pass(90 * SECOND);
      await run(sweep('1'));
    }
    expect(folders()).toEqual(['Zqspace (SP1)']);
  });
});

describe('the folder of a space', () => {
  it('that was being made for a content that left meanwhile does not stay under its first name', async () => {
    space('1');
    const answerLost = (repository: Repository): Partial<Repository> => ({
      async createFolder(...wanted) {
        await repository.createFolder(...wanted);
        throw lost();
      },
    });
    expect((await run(ensure(page('1')), answerLost)).kind).toBe('threw');
    expect(folders()).toEqual(['(1)']);
    await play.pass(90 * SECOND);
    await run((ports, repository) => alignSpacePlace(ports, repository, '1'));
    expect(folders()).toEqual([]);
  });

  it('that is used again has its About file, though the answer to its deletion was lost', async () => {
    space('1', 'Zqamber.');
    await run(ensure(page('1')));
    const about = 'Zqspace (SP1)/About this space.md';
    expect(files()).toContain(about);
    const end = await run(
      async (ports, repository) => {
        const place = await ports.store.places.get('space:1');
        return place && dropPlace(ports, repository, place);
      },
      (repository) => ({
        async deleteFile(id) {
          await repository.deleteFile(id);
          throw lost();
        },
      }),
    );
    expect(end.kind).toBe('threw');
    expect(files()).not.toContain(about);
    await run((ports, repository) => alignSpacePlace(ports, repository, '1'));
    const text = [...play.stage.shelf.files.values()].find((file) => file.name === 'About this space.md')?.content;
    expect(text).toContain('Zqamber.');
  });

  it('that was taken out goes with the next tick once another space’s folder in it is gone', async () => {
    space('1');
    space('2');
    const [outer, inner] = [page('2'), page('1')];
    await run(async (ports) => {
      const chosen = await ports.confluence.space('2');
      if (chosen) await ports.store.settings.changeSpace('2', () => newlySelected(chosen, [], 0, null, false), 0);
    });
    await run(ensure(page('2', outer), outer));
    // A page that came from space 1 with its folder, of which nobody has said yet that it is of space 2 now.
    await run(async (ports, repository) => {
      const folderId = await ensure(page('1', inner), inner)(ports, repository);
      const into = await ports.store.places.get(`content:${outer.id}`);
      await repository.moveFolder(folderId, into?.value.folderId ?? '');
    });
    await run((ports) => ports.store.settings.changeSpace('2', () => null, ports.now()));
    // The folder of space 1 keeps them, at each look: of withdrawals, and after an hour of none.
    const tick = async () => {
      await run(withdrawLeaving);
      await play.drain();
      await play.pass(5 * 60 * SECOND);
    };
    for (let i = 0; i < 6; i += 1) await tick();
    expect(folders().filter((path) => path.includes('SP2'))).toHaveLength(3);
    await run(sweep('1'));
    await tick();
    expect(folders()).toEqual(['Zqspace (SP1)']);
  });
});

describe('empty folders that moved to another space with the one that they lay in', () => {
  it('are gone after the next sweep of each space and one more, however many of them lie in each other', async () => {
    for (const id of ['1', '2']) space(id);
    for (const id of ['1', '2'])
      await run(async (ports) => {
        const chosen = await ports.confluence.space(id);
        if (chosen) await ports.store.settings.changeSpace(id, () => newlySelected(chosen, [], 0, null, false), 0);
      });
    const chain = [page('1')];
    for (let i = 0; i < 5; i += 1) chain.push(page('1', chain[i]));
    await run(ensure(page('2')));
    const lowest = page('1', chain[5]);
    await run(ensure(lowest, ...[...chain].reverse()));
    // The first came to space 2. Of those in it, every other one has been told.
    await run(async (ports, repository) => {
      const { places } = ports.store;
      const into = (await places.get('space:2'))?.value.folderId ?? '';
      for (const [i, { id }] of chain.entries()) {
        const place = await places.get(`content:${id}`);
        if (!place || i % 2 === 1) continue;
        const { folderId, parentFolderId } = place.value;
        if (i === 0) await repository.moveFolder(folderId, into);
        await places.put({ ...place.value, spaceId: '2', parentFolderId: i === 0 ? into : parentFolderId }, place.rev);
      }
    });
    for (const id of ['2', '1', '2']) {
      await play.pass(5 * 60 * SECOND);
      await run(sweep(id));
    }
    expect(folders()).toEqual(['Zqspace (SP1)', 'Zqspace (SP2)']);
  });
});

describe('the root of an audience', () => {
  const restricted =
    (node: Node): Work<string> =>
    async (ports, repository) => {
      const audience = { rules: [{ users: ['zq-user'], groups: [] }] };
      return (await ensurePlace(ports, repository, { content: contentOf(play.stage.site, node), above: [], audience })).folderId;
    };
  const minutes = async (count: number) => {
    for (let i = 0; i < count * 2; i += 1) await run(() => inTime(30 * SECOND));
  };
  const explained = () => [...play.stage.shelf.files.values()].filter(({ name }) => name === 'About this audience.md').length;

  it('keeps the file that says who it is while its folder for the space is there, empty as it may be', async () => {
    space('1');
    space('2');
    const node = page('1');
    await run(restricted(node));
    expect(explained()).toBe(1);
    // Qontext fails when the folder for the space would go, and again when a run over another space comes to the root.
    const failing = () => ({ deleteFolder: () => Promise.reject(down()) });
    await run((ports, repository) => sweepEmptyPlaces(ports, repository, '1', () => false), failing);
    await minutes(5);
    await run(sweep('2'), failing);
    await run(restricted(node));
    expect(explained()).toBe(1);
  });

  it('goes with its file once the folder for the space is gone', async () => {
    space('1');
    await run(restricted(page('1')));
    await minutes(5);
    await run((ports, repository) => sweepEmptyPlaces(ports, repository, '1', () => false));
    expect(explained()).toBe(0);
    expect([...play.stage.shelf.folders.values()].filter(({ name }) => name.includes('in SP1'))).toEqual([]);
  });
});

describe('the list of what a killed push left', () => {
  it('misses no file that slips to an earlier page, as others before it are deleted meanwhile', async () => {
    const { shelf } = play.stage;
    const text = (id: string) => `---\nsource_integration: Confluence\nsource_data_type: Page\nsource_id: '${id}'\n---\n\nZqamber.\n`;
    const end = await run(async (_, repository) => {
      const folder = await repository.createFolderPath(root);
      for (let id = 100; id < 140; id += 1) await repository.createFile(folder.id, `Zq (${id}).md`, text(String(id)));
      let lists = 0;
      const moving: Repository = {
        ...repository,
        async listFiles(path, cursor) {
          const answer = await repository.listFiles(path, cursor);
          lists += 1;
          const first = [...shelf.files.keys()][0];
          if (lists === 1 && first) shelf.files.delete(first);
          return answer;
        },
      };
      // The thirty-first: the first of the second page, until one before it is gone.
      return findLeftBehind(moving, '130', folder.id);
    });
    expect(end).toMatchObject({ kind: 'returned', value: [{ inReview: false }] });
  });
});
