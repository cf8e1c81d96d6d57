import * as v from '@badrap/valita';
import { dump, load } from 'js-yaml/browser';
import { type FilePath, type NamedSpace, namedIn } from './namedInFile';
import { defaultPolicy, type Policy, policyLimits } from './policy';
import { isRuleLine, ruleOf, textOfRule } from './ruleLine';
import { normalRules, type Rule } from './selection';
import { linesOf } from './yamlLines';

/** The selection and the policy as a file: to review, to keep under version control, to carry to another site. Spaces by key. */
export interface SelectionFile {
  policy: Policy;
  spaces: { key: string; site: Rule[]; space: Rule[] }[];
}
export interface FileError {
  /** 1 or more; 0 if it is about the whole file. */
  line: number;
  problem: string;
}

/** Parts of the text that are used again by reference. */
const MOST_REFERENCES = 100;

/** Errors named of one list. So many say enough; and valita collects them by recursion, so that a million would exhaust the stack. */
const MOST_WRONG = 100;

/** The items up to the last error that is named; all if there are fewer errors. */
function untilEnough<T>(items: readonly T[], isWrong: (item: T) => boolean): T[] {
  let wrong = 0;
  const last = items.findIndex((item) => isWrong(item) && ++wrong === MOST_WRONG);
  return last < 0 ? [...items] : items.slice(0, last + 1);
}
function list<T>(item: v.Type<T>, most = Number.POSITIVE_INFINITY): v.Type<T[]> {
  const items = v.array(item);
  return v
    .array()
    .assert(({ length }) => length <= most, `a list of at most ${most}`)
    .chain((all, options) =>
      items.try(
        untilEnough(all, (one) => !item.try(one, options).ok),
        options,
      ),
    );
}
const oneOf = <T extends string>(...words: T[]): v.Type<T> => v.union(...words.map((word) => v.literal(word)));
/** `expected` is what people read of anything else. */
const text = (isRight: (text: string) => boolean, expected: string) =>
  v.unknown().assert((value): value is string => typeof value === 'string' && isRight(value), expected);

const ruleText = text(isRuleLine, 'a rule');
/** As Confluence writes them. */
const small = (all: string[] | undefined) => all?.map((label) => label.toLowerCase());
const limits = policyLimits;
const isLabel = (label: string) => /^\S+$/.test(label) && label.length <= limits.labelLength;
const labels = list(text(isLabel, `a label, which has no blanks and at most ${limits.labelLength} characters`), limits.labels);
const { min: shortest, max: longest } = limits.keywordLength;
const isKeyword = (keyword: string) => shortest <= keyword.trim().length && keyword.trim().length <= longest;
const keywords = list(text(isKeyword, `text of ${shortest} to ${longest} characters`), limits.keywords);
/** `__proto__` is no name of a field like others, and of no space. */
const isKey = (name: string) => /^~?[A-Za-z0-9_.-]+$/.test(name) && name.length <= limits.keyLength && name !== '__proto__';
const aKey = 'the key of a space, such as ENG or ~712020abc';
const keys = list(text(isKey, aKey), limits.keys);
const isMinutes = (value: unknown): value is number =>
  Number.isInteger(value) && 0 <= Number(value) && Number(value) <= limits.graceMinutes;

const offeredSchema = v.union(
  v.literal('all').map((): Policy['offered'] => ({ kind: 'all' })),
  v.object({ only: keys.optional(), except: keys.optional() }).chain(({ only, except }): v.ValitaResult<Policy['offered']> => {
    if (only && !except) return v.ok({ kind: 'only', keys: only });
    return except && !only ? v.ok({ kind: 'except', keys: except }) : v.err();
  }),
);
const policySchema = v.object({
  offered: offeredSchema.optional(),
  selfService: oneOf('decide', 'narrow', 'none').optional(),
  personalSpaces: v.boolean().optional(),
  archived: v.boolean().optional(),
  labelsOut: labels.optional(),
  labelsIn: labels.optional(),
  restricted: oneOf('never', 'audiences').optional(),
  graceMinutes: v.unknown().assert(isMinutes, `a whole number from 0 to ${limits.graceMinutes}`).optional(),
  paused: v.boolean().optional(),
  instructions: text(
    ({ length }) => length <= limits.instructionsLength,
    `text of at most ${limits.instructionsLength} characters`,
  ).optional(),
  keywords: keywords.optional(),
});
const space = v.object({ rules: list(ruleText).optional(), spaceAdminRules: list(ruleText).optional() });
type Space = v.Infer<typeof space>;
const noSpace = v.unknown().assert((_): _ is Space => false, aKey);
/** Of each space what is wrong with its key, or else with what stands there. */
const spacesSchema = v.record().chain((spaces, options) => {
  const schemaOf = (name: string): v.Type<Space> => (isKey(name) ? space : noSpace);
  const some = untilEnough(Object.entries(spaces), ([name, value]) => !schemaOf(name).try(value, options).ok);
  return v.object(Object.fromEntries(some.map(([name]) => [name, schemaOf(name)]))).try(Object.fromEntries(some), options);
});
const fileSchema = v.object({ version: v.literal(1), policy: policySchema.optional(), spaces: spacesSchema.optional() });
const withPolicy = fileSchema.pick('policy');

const offerInFile = (offered: Policy['offered']) => (offered.kind === 'all' ? 'all' : { [offered.kind]: [...offered.keys].sort() });
const offerText = (offered: Policy['offered']): string => JSON.stringify(offerInFile(offered));

/** The same selection always gives the same text. */
export function writeSelectionFile({ policy, spaces }: SelectionFile): string {
  const sorted = [...spaces].sort((a, b) => (a.key < b.key ? -1 : 1));
  const entries = sorted.map(({ key: name, site, space }) => [
    name,
    {
      ...(site.length > 0 ? { rules: normalRules(site).map(textOfRule) } : {}),
      ...(space.length > 0 ? { spaceAdminRules: normalRules(space).map(textOfRule) } : {}),
    },
  ]);
  return dump(
    { version: 1, policy: { ...policy, offered: offerInFile(policy.offered) }, spaces: Object.fromEntries(entries) },
    { lineWidth: -1 },
  );
}

/** A file as far as it can be read. `policy`: as it would be afterwards; null if that part is wrong. */
export interface FileRead {
  /** Null if anything is wrong. */
  file: SelectionFile | null;
  /** Every error with the line that it is about; one is enough to refuse the file. */
  errors: FileError[];
  policy: Policy | null;
  named: NamedSpace[];
  lineOf(path: FilePath): number;
}

/** Without a look at the site. What the file does not name of the policy stays as in `now`. */
export function readSelectionFile(yaml: string, now: Policy = defaultPolicy): FileRead {
  let raw: unknown;
  try {
    // Each reference to another part is that part once more: a small text must not become a huge file.
    raw = load(yaml, { maxAliases: MOST_REFERENCES });
  } catch (error) {
    return { file: null, errors: [yamlError(error)], policy: null, named: [], lineOf: () => 0 };
  }
  const lineOf = linesOf(yaml);
  const named = namedIn(raw, isKey);
  const parsed = fileSchema.try(raw, { mode: 'strict' });
  if (!parsed.ok) {
    const errors = parsed.issues.flatMap(oneByOne).map((issue) => ({ line: lineOf(issue.path), problem: problemOf(issue) }));
    const policy = withPolicy.try(raw, { mode: 'strip' });
    return { file: null, errors, policy: policy.ok ? policyAfter(now, policy.value.policy) : null, named, lineOf };
  }
  const { spaces = {} } = parsed.value;
  const policy = policyAfter(now, parsed.value.policy);
  const file = {
    policy,
    spaces: Object.entries(spaces).map(([name, { rules = [], spaceAdminRules = [] }]) => ({
      key: name,
      site: normalRules(rules.map(ruleOf)),
      space: normalRules(spaceAdminRules.map(ruleOf)),
    })),
  };
  return { file, errors: [], policy, named, lineOf };
}

function policyAfter(now: Policy, changes: v.Infer<typeof policySchema> = {}): Policy {
  const { offered, labelsOut, labelsIn, keywords: named, ...rest } = changes;
  return {
    ...now,
    ...rest,
    labelsOut: small(labelsOut) ?? now.labelsOut,
    labelsIn: small(labelsIn) ?? now.labelsIn,
    keywords: named?.map((keyword) => keyword.trim()) ?? now.keywords,
    // The same keys in another order are the same offer, and a file has them in its own.
    offered: offered && offerText(offered) !== offerText(now.offered) ? offered : now.offered,
  };
}

function yamlError(error: unknown): FileError {
  const mark = error instanceof Error && 'mark' in error ? error.mark : null;
  const line = typeof mark === 'object' && mark !== null && 'line' in mark && typeof mark.line === 'number' ? mark.line + 1 : 0;
  const reason = error instanceof Error && 'reason' in error && typeof error.reason === 'string' ? error.reason : 'it cannot be read';
  return { line, problem: `This is no YAML: ${reason}.` };
}

type Issue = v.Err['issues'][number];
/** Each field that is not known has its own line. */
const oneByOne = (issue: Issue): Issue[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((name) => ({ ...issue, path: [...issue.path, name] })) : [issue];

function problemOf(issue: Issue): string {
  // People count from 1.
  const where = issue.path.map((part) => (typeof part === 'number' ? part + 1 : part)).join('.');
  const [part, , list] = issue.path;
  if (part === 'spaces' && (list === 'rules' || list === 'spaceAdminRules'))
    return `${where}: a rule is "include" or "exclude", then "space", "blogposts", "tree ID" or "page ID".`;
  if (issue.code === 'unrecognized_keys') return `There is no field "${where}".`;
  if (issue.code === 'missing_value') return `${where}: this field is missing.`;
  if (where === 'policy.offered') return `${where}: expected "all", or the list "only" or "except" of keys of spaces.`;
  return `${where || 'The file'}: expected ${expectedBy(issue)}.`;
}

const kinds: Record<string, string> = {
  object: 'named fields',
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

function expectedBy(issue: Issue): string {
  if (issue.code === 'custom_error') return issue.message ?? 'something else';
  if (issue.code === 'invalid_type') return issue.expected.map((kind) => kinds[kind] ?? kind).join(' or ');
  const words = issue.code === 'invalid_literal' ? issue.expected.map((word) => JSON.stringify(word)) : [];
  return words.length > 1 ? `one of ${words.join(', ')}` : words.join('');
}
