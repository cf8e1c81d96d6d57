import type { ActivityFilter, ActivityKind, ActivityOutcome } from '../api/siteAdmin';
import type { ContentId, ContentType, Millis, SpaceId } from '../content';
import type { Reason } from '../scope';
import type { Change, KeyValue } from './keyValue';

/** What happened to one content in the repository. No title, no path: ids, so that nothing outlives the content's own permissions. */
export interface Activity {
  at: Millis;
  kind: ActivityKind;
  outcome: ActivityOutcome;
  cause: string;
  contentId: ContentId;
  contentType: ContentType;
  spaceId: SpaceId;
  version: number | null;
  fileIds: string[];
  bytes: number;
  reason: Reason | null;
}

const KEPT_DAYS = 180;

export interface ActivityLog {
  /** The change that records it: committed together with the ledger's, so that one is never without the other (rule 8). */
  record(activity: Activity): Change;
  list(filter: ActivityFilter, limit: number, cursor?: string): Promise<{ rows: (Activity & { id: string })[]; cursor: string | null }>;
}

export function openActivity(kv: KeyValue, random: () => number): ActivityLog {
  return {
    record: (activity) => ({
      kind: 'set',
      entity: 'activity',
      key: `${activity.at}:${activity.contentId}:${Math.floor(random() * 1e9).toString(36)}`,
      value: {
        site: 'site',
        spaceId: activity.spaceId,
        kind: activity.kind,
        outcome: activity.outcome,
        at: activity.at,
        data: activity,
      },
      ttlSeconds: KEPT_DAYS * 86_400,
    }),
    async list({ spaceId, kind, outcome }, limit, cursor) {
      const page = await kv.query<{ data: Activity }>('activity', spaceId ? 'by-space' : 'all', {
        partition: [spaceId ?? 'site'],
        order: 'down',
        filter: { ...(kind ? { kind } : {}), ...(outcome ? { outcome } : {}) },
        limit,
        ...(cursor ? { cursor } : {}),
      });
      return { rows: page.rows.map(({ key, value }) => ({ ...value.data, id: key })), cursor: page.cursor };
    },
  };
}
