import type { ActivityKind, ActivityOutcome, RunKind, RunView } from '../../../src/api/siteAdmin';

/** The words of the page for what the app calls otherwise in its types. Confluence and Forge may bring values that are not here. */
export const runKinds: Record<RunKind, string> = { backfill: 'Backfill', sweep: 'Sweep', resync: 'Resync', withdrawal: 'Withdrawal' };

export const runPhases: Record<RunView['phase'], string> = {
  listing: 'listing the content',
  aligning: 'bringing the repository in line',
  withdrawing: 'withdrawing content',
  over: 'over',
};

export const activityKinds: Record<ActivityKind, string> = {
  create: 'Created',
  update: 'Updated',
  rename: 'Renamed',
  move: 'Moved',
  withdraw: 'Withdrawn',
  hold: 'Held back',
  fail: 'Failed',
};

export const activityOutcomes: Record<ActivityOutcome, string> = {
  done: 'Done',
  'in-review': 'In review in Qontext',
  merged: 'Merged with an edit in Qontext',
  failed: 'Failed',
  held: 'Held back',
};

const causes: Record<string, string> = {
  event: 'an edit in Confluence',
  poll: 'the poll for changes',
  probe: 'the probe for removed content',
  backfill: 'a backfill',
  sweep: 'a sweep',
  resync: 'a resync',
  withdrawal: 'a withdrawal',
  retry: 'another try',
};
export const causeOf = (cause: string): string => causes[cause] ?? cause;

const spaceTypes: Record<string, string> = { global: 'Space', personal: 'Personal space', knowledge_base: 'Knowledge base' };
export const spaceType = (type: string): string => spaceTypes[type] ?? type.replaceAll('_', ' ');
