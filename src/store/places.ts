import type { ContentId, Millis, SpaceId } from '../content';
import type { KeyValue, Versioned } from './keyValue';

/** A folder of ours in the repository. No name of it: its id, and a hash to notice a new name by. */
export interface Place {
  key: PlaceKey;
  spaceId: SpaceId;
  /** '' while it is being made: then it is, or will be, below `parentFolderId` under a name that is its id alone. */
  folderId: string;
  parentFolderId: string | null;
  /** '' where the name, and what is above, has to be said to the repository again: saying so may have stopped half-way. */
  nameHash: string;
  /** Two were making it at once: below this folder there may be a second one, under its first name. */
  contested?: string;
  /** When somebody last set out to ask for a folder under the first name. */
  askedAt?: Millis;
  /** Of an audience's root: when somebody last set out to make it, or to take away what may be the last in it. Runs look whether anything is. */
  doubtedAt?: Millis;
  /** Of an audience's root: what somebody must meet who reads in it, each as a hash. */
  within?: string[];
  /** The file that says what the folder is, for the source and the space. */
  about: { fileId: string; changeId: string; hash: string } | null;
}
/** 'root#KEY' is the folder of one audience, and lies in 'restricted'. */
type PlaceName = 'root' | 'restricted' | `space:${SpaceId}` | `blog:${SpaceId}` | `blog:${SpaceId}:${string}` | `content:${ContentId}`;
/** The same place again below the folder of each audience. */
export type PlaceKey = PlaceName | `${PlaceName}#${string}`;
export const placeKey = (name: PlaceName, audience: string | null): PlaceKey => (audience === null ? name : `${name}#${audience}`);
/** The content whose children the folder is for, and the audience that it stands below. */
export function ownerOf(key: PlaceKey): { contentId: ContentId | null; audience: string | null } {
  const [name = '', audience] = key.split('#');
  return { contentId: name.startsWith('content:') ? name.slice('content:'.length) : null, audience: audience ?? null };
}

export interface Places {
  get(key: PlaceKey): Promise<Versioned<Place> | null>;
  getMany(keys: PlaceKey[]): Promise<Map<string, Versioned<Place>>>;
  /** Answers false if somebody else wrote the record meanwhile: then nothing has changed. */
  put(place: Place, rev: number | null): Promise<boolean>;
  remove(key: PlaceKey, rev: number): Promise<boolean>;
  /** The folders for a content's children, of every audience. May lag. */
  ofContent(id: ContentId): Promise<Versioned<Place>[]>;
  /** At most 100 folders for children of contents, in order of key, after the one named. Fewer only at the end. May lag. */
  ofContents(spaceId: SpaceId, after: string | null): Promise<Place[]>;
  /** All folders of a space. May lag. */
  ofSpace(spaceId: SpaceId): Promise<Versioned<Place>[]>;
}

interface Row {
  rev: number;
  spaceId: string;
  placeId: string;
  data: Place;
}

export function openPlaces(kv: KeyValue): Places {
  return {
    async get(key) {
      const row = await kv.getEntity<Row>('place', key);
      return row ? { rev: row.rev, value: row.data } : null;
    },
    async getMany(keys) {
      const rows = await kv.getEntities<Row>('place', keys);
      return new Map([...rows].map(([key, row]) => [key, { rev: row.rev, value: row.data }]));
    },
    put: (place, rev) =>
      kv.commit([
        {
          kind: 'set',
          entity: 'place',
          key: place.key,
          value: {
            rev: (rev ?? 0) + 1,
            spaceId: place.spaceId,
            placeId: place.key,
            contentId: ownerOf(place.key).contentId ?? 'none',
            data: place,
          },
          rev,
        },
      ]),
    remove: (key, rev) => kv.commit([{ kind: 'delete', entity: 'place', key, rev }]),
    async ofContent(id) {
      const page = await kv.query<Row>('place', 'by-content', { partition: [id], limit: 100 });
      return page.rows.map(({ value }) => ({ rev: value.rev, value: value.data }));
    },
    async ofContents(spaceId, after) {
      // The range is inclusive; a space after the key is the smallest text that comes after it, and ';' comes after ':'.
      const range = { from: after === null ? 'content:' : `${after} `, to: 'content;' };
      const page = await kv.query<Row>('place', 'by-space', { partition: [spaceId], ...range, limit: 100 });
      return page.rows.map(({ value }) => value.data);
    },
    async ofSpace(spaceId) {
      const found: Versioned<Place>[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page: { rows: { value: Row }[]; cursor: string | null } = await kv.query<Row>('place', 'by-space', {
          partition: [spaceId],
          limit: 100,
          ...(cursor ? { cursor } : {}),
        });
        found.push(...page.rows.map(({ value }) => ({ rev: value.rev, value: value.data })));
        cursor = page.cursor;
      }
      return found;
    },
  };
}
