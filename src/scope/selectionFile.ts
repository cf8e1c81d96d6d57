import { dump, load } from 'js-yaml/browser';
import * as z from 'zod/mini';
import { defaultPolicy, type Policy } from './policy';
import { type Choice, normalRules, type Rule, type RuleTarget } from './selection';
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

const ruleText = z.string().check(z.regex(/^(include|exclude) (space|blogposts|tree \d{1,19}|page \d{1,19})$/));
/** As Confluence writes them. */
const small = (all: string[] | undefined) => all?.map((label) => label.toLowerCase());
const labels = z.array(z.string().check(z.regex(/^\S+$/)));
const key = z.string().check(z.regex(/^~?[A-Za-z0-9_.-]+$/));
const policySchema = z.strictObject({
  offered: z.optional(z.union([z.literal('all'), z.strictObject({ only: z.array(key) }), z.strictObject({ except: z.array(key) })])),
  selfService: z.optional(z.enum(['decide', 'narrow', 'none'])),
  personalSpaces: z.optional(z.boolean()),
  archived: z.optional(z.boolean()),
  labelsOut: z.optional(labels),
  labelsIn: z.optional(labels),
  restricted: z.optional(z.enum(['never', 'audiences'])),
  graceMinutes: z.optional(z.int().check(z.gte(0), z.lte(10_080))),
  paused: z.optional(z.boolean()),
  instructions: z.optional(z.string().check(z.maxLength(4000))),
  keywords: z.optional(z.array(z.string().check(z.minLength(2)))),
});
const fileSchema = z.strictObject({
  version: z.literal(1),
  policy: z.optional(policySchema),
  spaces: z.optional(
    z.record(key, z.strictObject({ rules: z.optional(z.array(ruleText)), spaceAdminRules: z.optional(z.array(ruleText)) })),
  ),
});

const targetText = (target: RuleTarget): string => {
  if (target.kind === 'tree') return `tree ${target.id}`;
  return target.kind === 'content' ? `page ${target.id}` : target.kind;
};
export const textOfRule = ({ choice, target }: Rule): string => `${choice} ${targetText(target)}`;

function ruleOf(text: string): Rule {
  const [choice = '', kind = '', id = ''] = text.split(' ');
  const target: RuleTarget =
    kind === 'tree' ? { kind, id } : kind === 'page' ? { kind: 'content', id } : { kind: kind === 'space' ? 'space' : 'blogposts' };
  // The schema has let only these two through.
  return { choice: choice as Choice, target };
}

/** The same selection always gives the same text. */
export function writeSelectionFile({ policy, spaces }: SelectionFile): string {
  const { offered } = policy;
  const keys = offered.kind === 'all' ? 'all' : { [offered.kind]: [...offered.keys].sort() };
  const sorted = [...spaces].sort((a, b) => (a.key < b.key ? -1 : 1));
  const entries = sorted.map(({ key: name, site, space }) => [
    name,
    {
      ...(site.length > 0 ? { rules: normalRules(site).map(textOfRule) } : {}),
      ...(space.length > 0 ? { spaceAdminRules: normalRules(space).map(textOfRule) } : {}),
    },
  ]);
  return dump({ version: 1, policy: { ...policy, offered: keys }, spaces: Object.fromEntries(entries) }, { lineWidth: -1 });
}

/** Every error with the line that it is about; one is enough to refuse the file. */
export function readSelectionFile(yaml: string): { ok: true; file: SelectionFile } | { ok: false; errors: FileError[] } {
  let raw: unknown;
  try {
    // Each reference to another part is that part once more: a small text must not become a huge file.
    raw = load(yaml, { maxAliases: MOST_REFERENCES });
  } catch (error) {
    return { ok: false, errors: [yamlError(error)] };
  }
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) {
    const lineOf = linesOf(yaml);
    const errors = parsed.error.issues.flatMap(oneByOne).map((issue) => ({ line: lineOf(issue.path), problem: problemOf(issue) }));
    return { ok: false, errors };
  }
  const { policy = {}, spaces = {} } = parsed.data;
  const { offered, labelsOut, labelsIn, ...rest } = policy;
  return {
    ok: true,
    file: {
      policy: {
        ...defaultPolicy,
        ...rest,
        labelsOut: small(labelsOut) ?? defaultPolicy.labelsOut,
        labelsIn: small(labelsIn) ?? defaultPolicy.labelsIn,
        offered: offered === undefined ? defaultPolicy.offered : offeredOf(offered),
      },
      spaces: Object.entries(spaces).map(([name, { rules = [], spaceAdminRules = [] }]) => ({
        key: name,
        site: normalRules(rules.map(ruleOf)),
        space: normalRules(spaceAdminRules.map(ruleOf)),
      })),
    },
  };
}

function offeredOf(offered: 'all' | { only: string[] } | { except: string[] }): Policy['offered'] {
  if (offered === 'all') return { kind: 'all' };
  return 'only' in offered ? { kind: 'only', keys: offered.only } : { kind: 'except', keys: offered.except };
}

function yamlError(error: unknown): FileError {
  const mark = error instanceof Error && 'mark' in error ? error.mark : null;
  const line = typeof mark === 'object' && mark !== null && 'line' in mark && typeof mark.line === 'number' ? mark.line + 1 : 0;
  const reason = error instanceof Error && 'reason' in error && typeof error.reason === 'string' ? error.reason : 'it cannot be read';
  return { line, problem: `This is no YAML: ${reason}.` };
}

interface Issue {
  code?: string | undefined;
  /** Of 'unrecognized_keys'. */
  keys?: string[];
  path: PropertyKey[];
  message: string;
}
/** Each field that is not known has its own line. */
const oneByOne = (issue: Issue): Issue[] => issue.keys?.map((name) => ({ ...issue, path: [...issue.path, name] })) ?? [issue];

function problemOf(issue: Issue): string {
  const where = issue.path.map(String).join('.');
  if (issue.path.includes('rules') || issue.path.includes('spaceAdminRules'))
    return `${where}: a rule is "include" or "exclude", then "space", "blogposts", "tree ID" or "page ID".`;
  if (issue.code === 'unrecognized_keys') return `There is no field "${where}".`;
  return `${where || 'The file'}: ${issue.message}.`;
}
