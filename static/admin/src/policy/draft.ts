/** The policy as a form has it: lists as text, numbers as typed. */
import type { PolicyView } from '../../../../src/api/selection';

export interface PolicyDraft extends Omit<PolicyView, 'offered' | 'labelsOut' | 'labelsIn' | 'keywords' | 'graceMinutes'> {
  offered: PolicyView['offered']['kind'];
  keys: string;
  labelsOut: string;
  labelsIn: string;
  keywords: string;
  graceMinutes: string;
}
/** What is wrong, by field. */
export type PolicyProblems = Partial<Record<keyof PolicyDraft, string>>;

const MOST_GRACE = 10_080;
const MOST_INSTRUCTIONS = 4000;
const SHORTEST_KEYWORD = 2;

export const draftOf = ({ offered, ...policy }: PolicyView): PolicyDraft => ({
  ...policy,
  offered: offered.kind,
  keys: offered.kind === 'all' ? '' : offered.keys.join('\n'),
  labelsOut: policy.labelsOut.join(' '),
  labelsIn: policy.labelsIn.join(' '),
  keywords: policy.keywords.join('\n'),
  graceMinutes: String(policy.graceMinutes),
});

const words = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))];
const lines = (text: string): string[] => [...new Set(text.split(/[\r\n]+/).map((line) => line.trim()))].filter((line) => line !== '');

export const policyOf = ({ offered, keys, ...draft }: PolicyDraft): PolicyView => ({
  ...draft,
  offered: offered === 'all' ? { kind: 'all' } : { kind: offered, keys: words(keys) },
  labelsOut: words(draft.labelsOut),
  labelsIn: words(draft.labelsIn),
  keywords: lines(draft.keywords),
  graceMinutes: Number(draft.graceMinutes),
});

/** What can be told without asking the app. */
export function problemsOf(draft: PolicyDraft): PolicyProblems {
  const problems: PolicyProblems = {};
  const grace = Number(draft.graceMinutes);
  if (draft.graceMinutes.trim() === '' || !Number.isInteger(grace) || grace < 0 || grace > MOST_GRACE)
    problems.graceMinutes = 'Enter whole minutes, from 0 to a week, which is 10,080.';
  if (draft.instructions.length > MOST_INSTRUCTIONS)
    problems.instructions = `At most 4,000 characters: these are ${draft.instructions.length}.`;
  const short = lines(draft.keywords).find((word) => word.length < SHORTEST_KEYWORD);
  if (short !== undefined) problems.keywords = `“${short}” is too short: one letter would match nearly every space.`;
  if (draft.offered !== 'all' && words(draft.keys).length === 0) problems.keys = 'Enter at least one space key.';
  return problems;
}
