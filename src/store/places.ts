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
  /** The file that says what the folder is, for the source and the space. */
  about: { fileId: string; changeId: string; hash: string } | null;
}
export type PlaceKey = 'root' | `space:${SpaceId}` | `blog:${SpaceId}` | `blog:${SpaceId}:${string}` | `content:${ContentId}`;

export interface Places {
  get(key: PlaceKey): Promise<Versioned<Place> | null>;
  getMany(keys: PlaceKey[]): Promise<Map<string, Versioned<Place>>>;
  /** Answers false if somebody else wrote the record meanwhile: then nothing has changed. */
  put(place: Place, rev: number | null): Promise<boolean>;
  remove(key: PlaceKey, rev: number): Promise<boolean>;
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
          value: { rev: (rev ?? 0) + 1, spaceId: place.spaceId, placeId: place.key, data: place },
          rev,
        },
      ]),
    remove: (key, rev) => kv.commit([{ kind: 'delete', entity: 'place', key, rev }]),
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
