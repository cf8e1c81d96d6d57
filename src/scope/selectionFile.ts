import { dump, load } from 'js-yaml/browser';
import * as z from 'zod/mini';
import { defaultPolicy, type Policy } from './policy';
import { type Choice, normalRules, type Rule, type RuleTarget } from './selection';

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

const ruleText = z.string().check(z.regex(/^(include|exclude) (space|blogposts|tree \d{1,19}|page \d{1,19})$/));
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
    raw = load(yaml);
  } catch (error) {
    return { ok: false, errors: [yamlError(error)] };
  }
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({ line: lineOf(yaml, issue.path), problem: problemOf(issue) }));
    return { ok: false, errors };
  }
  const { policy = {}, spaces = {} } = parsed.data;
  const { offered, ...rest } = policy;
  return {
    ok: true,
    file: {
      policy: { ...defaultPolicy, ...rest, ...(offered === undefined ? {} : { offered: offeredOf(offered) }) },
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
  path: PropertyKey[];
  message: string;
}
function problemOf(issue: Issue): string {
  const where = issue.path.map(String).join('.');
  if (issue.path.includes('rules') || issue.path.includes('spaceAdminRules'))
    return `${where}: a rule is "include" or "exclude", then "space", "blogposts", "tree ID" or "page ID".`;
  if (issue.code === 'unrecognized_keys') return `${where || 'The file'} has a field that is not known here. ${issue.message}.`;
  return `${where || 'The file'}: ${issue.message}.`;
}

/** The line on which the deepest part of the path begins: fields are looked for in order, list items are counted. */
function lineOf(yaml: string, path: PropertyKey[]): number {
  const lines = yaml.split(/\r\n|\r|\n/);
  let at = 0;
  let found = 0;
  for (const part of path) {
    const next = typeof part === 'number' ? nthItem(lines, at, part) : lineWithKey(lines, at, String(part));
    if (next < 0) break;
    found = next + 1;
    at = next + (typeof part === 'number' ? 0 : 1);
  }
  return found;
}

const lineWithKey = (lines: string[], from: number, name: string): number =>
  lines.findIndex(
    (line, i) =>
      i >= from &&
      line
        .replace(/^[\s-]*/, '')
        .replace(/^["']|["'](?=\s*:)/g, '')
        .startsWith(`${name}:`),
  );

function nthItem(lines: string[], from: number, n: number): number {
  let seen = -1;
  return lines.findIndex((line, i) => i >= from && /^\s*-\s/.test(line) && ++seen === n);
}
