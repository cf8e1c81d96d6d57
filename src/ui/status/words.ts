import type { PageState, PageStatus } from '../../api/pageStatus';

/** 'none' has no badge: the app knows nothing of the page, or nothing that this reader may know. */
export type ShownState = Exclude<PageState, 'none'>;

export const badges: Record<ShownState, { text: string; appearance: 'success' | 'inprogress' | 'moved' | 'default' | 'removed' }> = {
  current: { text: 'Up to date', appearance: 'success' },
  pending: { text: 'On its way', appearance: 'inprogress' },
  held: { text: 'Held back', appearance: 'moved' },
  out: { text: 'Left out', appearance: 'default' },
  failed: { text: 'Failed', appearance: 'removed' },
};

export const sentences: Record<ShownState, string> = {
  current: 'Qontext holds this page as the app last read it.',
  pending: 'A change of this page is on its way to Qontext.',
  held: 'This page is held back: it is not sent to Qontext until the reason is gone.',
  out: 'This page is not sent to Qontext.',
  failed: 'The last try to send this page failed. The app tries again by itself.',
};

export const choices = { include: 'include it', exclude: 'leave it out' } as const;

/** What a choice did, for the flag that tells of it. */
export const chosenFlags: Record<PageStatus['chosen'], string> = {
  include: 'This page is included',
  exclude: 'This page is left out',
  none: 'The rules above decide about this page again',
};

export const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
