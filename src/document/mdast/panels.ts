import type { CalloutKind } from './blocks';

/** Panels as ADF calls them. Storage's own macro names differ: its `note` is ADF's `warning`, its `warning` ADF's `error`. */
export const adfPanels: Readonly<Record<string, CalloutKind>> = {
  info: 'NOTE',
  note: 'IMPORTANT',
  success: 'TIP',
  tip: 'TIP',
  warning: 'WARNING',
  error: 'CAUTION',
  custom: 'NOTE',
};
