/** Circumstances of a decision from short texts, so that a table of cases can be read, and random ones for properties. */
import type { ContentType, Restriction } from '../../src/content';
import { type Circumstances, type Decision, defaultPolicy, effectiveRules, type Rule } from '../../src/scope';

/** `+space -blog +tree 20 -page 30`. `none` is a selected space without rules, `unselected` one that nobody chose. */
export function rulesOf(text: string): Rule[] {
  return [...text.matchAll(/([+-])(space|blog|tree|page)(?: (\d+))?/g)].map(([, sign, kind, id = '']): Rule => {
    const choice = sign === '+' ? 'include' : 'exclude';
    if (kind === 'tree') return { choice, target: { kind: 'tree', id } };
    if (kind === 'page') return { choice, target: { kind: 'content', id } };
    return { choice, target: { kind: kind === 'blog' ? 'blogposts' : 'space' } };
  });
}

type Node = { id: string; labels: string[] | 'unknown'; restriction: Restriction | 'unknown'; status: string };

/** `30`, with marks in brackets: `30[no-ai]` a label, `[!eng]` restricted to a group, `[@ada]` to a person, `[!]` to nobody, `[?!]` restriction unknown, `[?#]` labels unknown, `[=archived]` status. */
function nodeOf(text: string): Node {
  const [, id = '', marks = ''] = /^(\d+)(?:\[(.*)\])?$/.exec(text.trim()) ?? [];
  if (id === '') throw new Error(`No node: ${text}`);
  const all = marks.split(' ').filter((mark) => mark !== '');
  const named = (sign: string) => all.filter((mark) => mark.startsWith(sign)).map((mark) => mark.slice(1));
  const groups = named('!');
  const users = named('@');
  const isRestricted = groups.length + users.length > 0;
  return {
    id,
    labels: all.includes('?#') ? 'unknown' : all.filter((mark) => /^[a-z]/.test(mark)),
    restriction: all.includes('?!')
      ? 'unknown'
      : isRestricted
        ? { kind: 'some', users, groups: groups.filter((name) => name !== '') }
        : { kind: 'none' },
    status: named('=')[0] ?? 'current',
  };
}

/** Nearest first: `page 30 < 20[no-ai] < 10`, `blog 90`. */
function standingOf(text: string): Pick<Circumstances, 'content' | 'above'> {
  const [, kind = '', chain = ''] = /^(page|blog) (.+)$/.exec(text) ?? [];
  const [own, ...above] = chain.split('<').map(nodeOf);
  if (!own || own.labels === 'unknown') throw new Error(`No content: ${text}`);
  const type: ContentType = kind === 'blog' ? 'blogpost' : 'page';
  return {
    content: { id: own.id, type, status: own.status, labels: own.labels, restriction: own.restriction },
    above: above.map(({ id, labels, restriction }) => ({ id, labels, restriction })),
  };
}

const list = (text: string | undefined) => (text ?? '').split(',').filter((one) => one !== '');

/** Words: `audiences`, `archived`, `out=a,b`, `in=a`, `lock=not-offered`, `blocked`, `space-labelled`, `space-unseen`. Without any: the default policy and an open space. */
export function circumstances(rules: string, content: string, words = ''): Circumstances {
  const all = words.split(' ').filter((word) => word !== '');
  const said = (name: string) => all.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const known = /^(audiences|archived|blocked|space-labelled|space-unseen|(out|in)=.*|lock=(not-offered|personal-space|space-archived))$/;
  for (const word of all) if (!known.test(word)) throw new Error(`No circumstance: ${word}`);
  const lock = said('lock');
  return {
    policy: {
      labelsOut: said('out') === undefined ? defaultPolicy.labelsOut : list(said('out')),
      labelsIn: list(said('in')),
      restricted: all.includes('audiences') ? 'audiences' : 'never',
      archived: all.includes('archived'),
    },
    rules: rules === 'unselected' ? null : effectiveRules({ site: rulesOf(rules), space: [] }, 'none'),
    // The words that the check above lets through are exactly the locks.
    lock: lock === undefined ? null : (lock as NonNullable<Circumstances['lock']>),
    space: all.includes('space-unseen') ? null : { isLabelledOut: all.includes('space-labelled') },
    blocked: all.includes('blocked'),
    ...standingOf(content),
  };
}

/** `in`, `in for eng + @ada & sec`, `excluded` and the other reasons to be out, `held: labels-unknown`. */
export function decisionText(decision: Decision): string {
  if (decision.kind === 'out') return decision.reason;
  if (decision.kind === 'held') return `held: ${decision.reason}`;
  if (!decision.audience) return 'in';
  return `in for ${decision.audience.rules.map(({ users, groups }) => [...groups, ...users.map((id) => `@${id}`)].join(' + ')).join(' & ')}`;
}

/** Rows of a table in text: cells between `|`, the first line the head. */
export function tableOf(text: string): { head: string[]; rows: string[][] } {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  for (const row of rows)
    if (row.length !== head.length) throw new Error(`${row.length} cells instead of ${head.length}: ${row.join(' | ')}`);
  return { head, rows };
}
