import type { ActivityKind, ActivityOutcome, ActivityRow, RunKind, RunView } from '../../../src/api/siteAdmin';

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
  event: 'Change in Confluence',
  create: 'It was created',
  edit: 'It was edited',
  move: 'It was moved',
  label: 'A label changed',
  permission: 'A restriction changed',
  comment: 'A comment changed',
  task: 'A task changed',
  attachment: 'An attachment changed',
  choice: 'Choice of an admin',
  'send-now': 'Sent by hand',
  poll: 'Found by the regular check',
  probe: 'Found by the regular check',
  subtree: 'A page above it changed',
  retry: 'Tried again',
  sweep: 'Found by a sweep',
  resync: 'Resync by an admin',
  withdrawal: 'Its space was left out',
};
/** A backfill goes over a space when it is first mirrored and when another choice or policy is saved: what came or went did so by these. */
const backfills: Partial<Record<ActivityKind, string>> = {
  create: 'Included by a choice or the policy',
  hold: 'Included by a choice or the policy',
  fail: 'Included by a choice or the policy',
  withdraw: 'Choice or policy changed',
};
export const causeOf = ({ cause, kind }: Pick<ActivityRow, 'cause' | 'kind'>): string =>
  cause === 'backfill' ? (backfills[kind] ?? 'Found by a look at the whole space') : (causes[cause] ?? cause);

const spaceTypes: Record<string, string> = { global: 'Space', personal: 'Personal space', knowledge_base: 'Knowledge base' };
export const spaceType = (type: string): string => spaceTypes[type] ?? type.replaceAll('_', ' ');
