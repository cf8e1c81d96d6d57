/** CQL, the part of it that apps use: comparisons, `in (...)`, and, or, not, parentheses, now("-Nm"), order by. */
export type Operator = '=' | '!=' | '~' | '!~' | '>' | '>=' | '<' | '<=' | 'in' | 'not in';
export type Value = { kind: 'text'; text: string } | { kind: 'now'; offset: string | null };
export type Expression =
  | { kind: 'and' | 'or'; left: Expression; right: Expression }
  | { kind: 'not'; of: Expression }
  | { kind: 'compare'; field: string; operator: Operator; values: Value[] };
export interface Query {
  where: Expression;
  orderBy: { field: string; descending: boolean }[];
}

/** The answer is 400 with these words. */
export class CqlError extends Error {
  override name = 'CqlError';
}

interface Token {
  kind: 'word' | 'text' | 'sign' | 'end';
  text: string;
}

function tokens(cql: string): Token[] {
  const found: Token[] = [];
  const pattern = /\s+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>(),])|([^\s"'=~<>!(),]+)/gy;
  while (pattern.lastIndex < cql.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(cql);
    if (!match) throw new CqlError(`Could not parse cql : ${cql} (at character ${at})`);
    const [, double, single, sign, word] = match;
    const quoted = double ?? single;
    if (quoted !== undefined) found.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1') });
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign });
    else if (word !== undefined) {
      // Keys of personal spaces must be quoted: the real parser stops at the tilde.
      if (word.startsWith('~')) throw new CqlError(`Could not parse cql : ${cql}`);
      found.push({ kind: 'word', text: word });
    }
  }
  return [...found, { kind: 'end', text: '' }];
}

export function parseCql(cql: string): Query {
  const list = tokens(cql);
  let at = 0;
  const peek = (): Token => list[at] ?? { kind: 'end', text: '' };
  const isWord = (text: string) => peek().kind === 'word' && peek().text.toLowerCase() === text;
  const take = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const fail = (): never => {
    throw new CqlError(`Could not parse cql : ${cql}`);
  };
  const expect = (text: string) => {
    if (take().text.toLowerCase() !== text) fail();
  };

  const either = (): Expression => {
    let left = both();
    while (isWord('or')) {
      take();
      left = { kind: 'or', left, right: both() };
    }
    return left;
  };
  const both = (): Expression => {
    let left = single();
    while (isWord('and')) {
      take();
      const negated = isWord('not');
      if (negated) take();
      const right = single();
      left = { kind: 'and', left, right: negated ? { kind: 'not', of: right } : right };
    }
    return left;
  };
  const single = (): Expression => {
    if (isWord('not')) {
      take();
      return { kind: 'not', of: single() };
    }
    if (peek().kind === 'sign' && peek().text === '(') {
      take();
      const inner = either();
      expect(')');
      return inner;
    }
    return comparison();
  };
  const comparison = (): Expression => {
    const field = take();
    if (field.kind !== 'word') fail();
    const operator = operatorHere();
    const values = operator === 'in' || operator === 'not in' ? valueList() : [value()];
    return { kind: 'compare', field: field.text.toLowerCase(), operator, values };
  };
  const operatorHere = (): Operator => {
    const token = take();
    const word = token.text.toLowerCase();
    if (token.kind === 'word' && word === 'in') return 'in';
    if (token.kind === 'word' && word === 'not') {
      expect('in');
      return 'not in';
    }
    const known = (['=', '!=', '~', '!~', '>', '>=', '<', '<='] as const).find((one) => token.kind === 'sign' && one === token.text);
    return known ?? fail();
  };
  const valueList = (): Value[] => {
    expect('(');
    const values = [value()];
    while (peek().text === ',' && peek().kind === 'sign') {
      take();
      values.push(value());
    }
    expect(')');
    return values;
  };
  const value = (): Value => {
    const token = take();
    if (token.kind !== 'word' && token.kind !== 'text') fail();
    if (token.kind === 'word' && token.text.toLowerCase() === 'now' && peek().text === '(') {
      take();
      const offset = peek().kind === 'text' ? take().text : null;
      expect(')');
      return { kind: 'now', offset };
    }
    return { kind: 'text', text: token.text };
  };

  const where = either();
  const orderBy: Query['orderBy'] = [];
  if (isWord('order')) {
    take();
    expect('by');
    do {
      if (peek().text === ',') take();
      const field = take();
      if (field.kind !== 'word') fail();
      const descending = isWord('desc');
      if (descending || isWord('asc')) take();
      orderBy.push({ field: field.text.toLowerCase(), descending });
    } while (peek().kind === 'sign' && peek().text === ',');
  }
  if (peek().kind !== 'end') fail();
  return { where, orderBy };
}
