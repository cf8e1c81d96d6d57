import type { IndexDoc, SearchIndex, SearchType } from '../model/searchIndex';
import type { State } from '../model/state';
import { CqlError, type Expression, type Query } from './parse';
import { momentOf } from './time';

export interface Surroundings {
  state: State;
  index: SearchIndex;
  now: number;
  timeZone: string;
  /** Archived spaces are left out unless asked for. */
  spaces: 'current' | 'archived' | 'all';
}

type Test = (doc: IndexDoc) => boolean;
const searchTypes: readonly SearchType[] = ['page', 'blogpost', 'comment', 'attachment', 'folder', 'whiteboard', 'database'];
type Compare = Extract<Expression, { kind: 'compare' }>;

const texts = (expression: Compare): string[] =>
  expression.values.map((value) => {
    if (value.kind === 'now') throw new CqlError(`now() is no value for ${expression.field}`);
    return value.text;
  });

/** Words of a text search: each must be there; a star at the end takes any ending. */
const wordsFit = (text: string, search: string): boolean => {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const wanted = search
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((word) => word !== '');
  return wanted.every((word) => (word.endsWith('*') ? words.some((one) => one.startsWith(word.slice(0, -1))) : words.includes(word)));
};

const isText = (operator: Compare['operator']): boolean => operator === '~' || operator === '!~';
/** What the real text search takes for an operator, and fails on where it makes no sense. Here it always fails. */
const operators = /[+\-&|!(){}[\]^"~?:\\/#]|\b(?:AND|OR|NOT)\b/;

/** Whether one of the values is the doc's; the operator says which way round. */
function equality(expression: Compare, valuesOf: (doc: IndexDoc) => readonly string[], fold = false): Test {
  const wanted = new Set(texts(expression).map((text) => (fold ? text.toLowerCase() : text)));
  const has: Test = (doc) => valuesOf(doc).some((value) => wanted.has(fold ? value.toLowerCase() : value));
  if (expression.operator === '=' || expression.operator === 'in') return has;
  if (expression.operator === '!=' || expression.operator === 'not in') return (doc) => !has(doc);
  throw new CqlError(`Operator ${expression.operator} is not supported for field ${expression.field}`);
}

function wording(expression: Compare, textOf: (doc: IndexDoc) => string): Test {
  const [search = ''] = texts(expression);
  if (isText(expression.operator) && operators.test(search)) throw new CqlError(`Could not parse the text search "${search}"`);
  if (expression.operator === '~') return (doc) => wordsFit(textOf(doc), search);
  if (expression.operator === '!~') return (doc) => !wordsFit(textOf(doc), search);
  return equality(expression, (doc) => [textOf(doc)], true);
}

function dating(expression: Compare, around: Surroundings, dateOf: (doc: IndexDoc) => number): Test {
  const [value] = expression.values;
  if (!value) throw new CqlError(`Field ${expression.field} needs a date`);
  const { from, to } = momentOf(value, around.now, around.timeZone);
  const tests: Record<string, Test> = {
    '>': (doc) => dateOf(doc) > to,
    '>=': (doc) => dateOf(doc) >= from,
    '<': (doc) => dateOf(doc) < from,
    '<=': (doc) => dateOf(doc) <= to,
    '=': (doc) => dateOf(doc) >= from && dateOf(doc) <= to,
    '!=': (doc) => dateOf(doc) < from || dateOf(doc) > to,
  };
  const test = tests[expression.operator];
  if (!test) throw new CqlError(`Operator ${expression.operator} is not supported for field ${expression.field}`);
  return test;
}

function* ancestorIds(index: SearchIndex, doc: IndexDoc): Generator<string> {
  for (let id = doc.parentId; id !== null; id = index.doc(id)?.parentId ?? null) yield id;
}

function comparison(expression: Compare, around: Surroundings): Test {
  const { state, index } = around;
  switch (expression.field) {
    case 'type':
      return equality(expression, (doc) => [doc.type]);
    case 'space':
    case 'space.key':
      return equality(expression, (doc) => [state.spaces.get(doc.spaceId)?.key ?? '']);
    case 'space.type':
      return equality(expression, (doc) => [state.spaces.get(doc.spaceId)?.type ?? '']);
    case 'id':
    case 'content':
      return equality(expression, (doc) => [doc.id]);
    case 'ancestor':
      return equality(expression, (doc) => [...ancestorIds(index, doc)]);
    case 'parent':
      return equality(expression, (doc) => (doc.parentId === null ? [] : [doc.parentId]));
    case 'container':
      return equality(expression, (doc) => (doc.containerId === null ? [] : [doc.containerId]));
    case 'label':
      return equality(expression, (doc) => doc.labels, true);
    case 'creator':
    case 'contributor':
      return equality(expression, (doc) => [doc.creator]);
    case 'title':
      return wording(expression, (doc) => doc.title);
    case 'text':
    case 'sitesearch':
      return wording(expression, (doc) => `${doc.title} ${doc.text.replace(/<[^>]*>/g, ' ')}`);
    case 'lastmodified':
      return dating(expression, around, (doc) => doc.modified);
    case 'created':
      return dating(expression, around, (doc) => doc.created);
    default:
      throw new CqlError(`No field exists with name: ${expression.field}`);
  }
}

function testOf(expression: Expression, around: Surroundings): Test {
  if (expression.kind === 'compare') return comparison(expression, around);
  if (expression.kind === 'not') {
    const inner = testOf(expression.of, around);
    return (doc) => !inner(doc);
  }
  const [left, right] = [testOf(expression.left, around), testOf(expression.right, around)];
  return expression.kind === 'and' ? (doc) => left(doc) && right(doc) : (doc) => left(doc) || right(doc);
}

const conjuncts = (expression: Expression): Compare[] => {
  if (expression.kind === 'compare') return [expression];
  return expression.kind === 'and' ? [...conjuncts(expression.left), ...conjuncts(expression.right)] : [];
};

function* below(index: SearchIndex, id: string): Generator<string> {
  for (const child of index.below(id)) {
    yield child;
    yield* below(index, child);
  }
}

/** The smallest set that an index gives for what the query demands in any case; everything only if it demands nothing such. */
function candidates(where: Expression, around: Surroundings): Iterable<string> {
  if (where.kind === 'or') return new Set([...candidates(where.left, around), ...candidates(where.right, around)]);
  const { index, state } = around;
  const demands = conjuncts(where);
  const valuesOf = (...fields: string[]) => {
    const one = demands.find((demand) => fields.includes(demand.field) && (demand.operator === '=' || demand.operator === 'in'));
    return one ? texts(one) : null;
  };
  const idsAsked = valuesOf('id', 'content');
  if (idsAsked) return new Set(idsAsked);
  const containers = valuesOf('container');
  if (containers) return new Set(containers.flatMap((id) => [...index.inContainer(id)]));
  const parents = valuesOf('parent');
  if (parents) return new Set(parents.flatMap((id) => [...index.below(id)]));
  const ancestors = valuesOf('ancestor');
  if (ancestors) return new Set(ancestors.flatMap((id) => [...below(index, id)]));
  const since = demands.find((demand) => demand.field === 'lastmodified' && (demand.operator === '>' || demand.operator === '>='));
  const value = since?.values[0];
  if (value) return index.modifiedSince(momentOf(value, around.now, around.timeZone).from);
  const types = valuesOf('type')?.flatMap((type) => searchTypes.find((one) => one === type) ?? []) ?? searchTypes;
  const spaces = valuesOf('space', 'space.key');
  if (!spaces) return types.flatMap((type) => [...index.ofType(type)]);
  const spaceIds = spaces.flatMap((key) => state.spaceByKey.get(key)?.id ?? []);
  return types.flatMap((type) => spaceIds.flatMap((id) => [...index.inSpace(type, id)]));
}

const orderKeys: Record<string, (doc: IndexDoc) => string | number> = {
  id: (doc) => Number(doc.id.replace(/^att/, '')),
  title: (doc) => doc.title.toLowerCase(),
  created: (doc) => doc.created,
  lastmodified: (doc) => doc.modified,
  type: (doc) => doc.type,
};

/** The ids that the index holds for a query, in order. The index lags: what it says is what it learned. */
export function runCql(query: Query, around: Surroundings): string[] {
  around.index.generation();
  const test = testOf(query.where, around);
  const rows: { id: string; keys: (string | number)[] }[] = [];
  const orders = [...query.orderBy, { field: 'id', descending: false }].map(({ field, descending }) => {
    const key = orderKeys[field];
    if (!key) throw new CqlError(`Cannot order by field: ${field}`);
    return { key, descending };
  });
  for (const id of candidates(query.where, around)) {
    const doc = around.index.doc(id);
    if (!doc) continue;
    const status = around.state.spaces.get(doc.spaceId)?.status;
    if (status === undefined || (around.spaces !== 'all' && status !== around.spaces) || !test(doc)) continue;
    rows.push({ id, keys: orders.map(({ key }) => key(doc)) });
  }
  rows.sort((a, b) => {
    for (const [ordinal, { descending }] of orders.entries()) {
      const [left = 0, right = 0] = [a.keys[ordinal], b.keys[ordinal]];
      if (left !== right) return (left < right ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
  return rows.map((row) => row.id);
}
