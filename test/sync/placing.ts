/** What tests of folders ask for: the place of a content, what takes away those that are empty, and which are there. */
import type { SpaceId } from '../../src/content';
import { QontextError } from '../../src/qontext';
import type { Audience } from '../../src/scope';
import type { PlaceKey, SweepAt } from '../../src/store';
import { ensurePlace } from '../../src/sync/places';
import { dropPlace } from '../../src/sync/placeUpkeep';
import { sweepEmptyPlaces } from '../../src/sync/sweepPlaces';
import type { Job } from '../sim/ask';
import type { Calm } from '../sim/calm';
import { contentOf, type Node } from '../sim/confluence/site';

export const root = '/Confluence/sim.atlassian.example';
export const lost = () => new QontextError({ code: 'network', status: 0, detail: 'network' });
export const down = () => new QontextError({ code: 'service_unavailable', status: 503, detail: 'down' });

/** Of the open tree; with an audience, of the tree of that one. */
export const ensure =
  (play: Calm, node: Node, above: Node[] = [], audience: Audience | null = null): Job<string> =>
  async (ports, repository) => {
    const chain = above.map(({ id, title }) => ({ id, type: 'page' as const, title }));
    return (await ensurePlace(ports, repository, { content: contentOf(play.stage.site, node), above: chain, audience })).folderId;
  };

const isOfSpace = (key: PlaceKey) => key.startsWith('space:');
/** As a run over the space ends. The folders of the space itself are kept, unless it is said. */
export const sweep =
  (spaceId: SpaceId, isKept = isOfSpace): Job<SweepAt | null> =>
  (ports, repository) =>
    sweepEmptyPlaces(ports, repository, spaceId, isKept);

export const drop =
  (key: PlaceKey): Job<boolean> =>
  async (ports, repository) => {
    const place = await ports.store.places.get(key);
    return place !== null && dropPlace(ports, repository, place);
  };

const below = (paths: string[]) => paths.filter((path) => path.startsWith(`${root}/`)).map((path) => path.slice(root.length + 1));
/** Paths below the root. */
export const foldersOf = (play: Calm) => below(play.folders()).sort();
export const filesOf = (play: Calm) => below(play.files());
