/** A node of an ADF document as it was found: nothing about it is trusted but that it is an object. */
export interface AdfNode {
  type: string;
  attrs: Readonly<Record<string, unknown>>;
  content: readonly AdfNode[];
  text: string;
  marks: readonly AdfNode[];
}

/** Deeper nodes lose their structure and keep their text, as in storage. */
const maxDepth = 128;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** All text below a value, node by node; iterative, for what is nested too deep to recurse. */
function textBelow(value: unknown): string {
  const words: string[] = [];
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (Array.isArray(next)) for (let index = next.length - 1; index >= 0; index--) rest.push(next[index]);
    else if (isRecord(next)) {
      if (typeof next.text === 'string') words.push(next.text);
      const attrs = record(next.attrs);
      if (typeof attrs.text === 'string') words.push(attrs.text);
      rest.push(next.content);
    }
  }
  return words.join(' ');
}

function nodeOf(value: Record<string, unknown>, depth: number): AdfNode {
  const flat = depth >= maxDepth && Array.isArray(value.content);
  return {
    type: typeof value.type === 'string' ? value.type : '',
    attrs: record(value.attrs),
    content: flat
      ? [{ type: 'text', attrs: {}, content: [], text: textBelow(value.content), marks: [] }]
      : nodesOf(value.content, depth + 1),
    text: typeof value.text === 'string' ? value.text : '',
    marks: nodesOf(value.marks, maxDepth),
  };
}

function nodesOf(value: unknown, depth: number): AdfNode[] {
  return Array.isArray(value) ? value.filter(isRecord).map((child) => nodeOf(child, depth)) : [];
}

/** An ADF document in JSON; null where it is none. Takes the document itself, its nodes, or an envelope of the REST API around it. */
export function parseAdf(json: string): AdfNode | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null; // not JSON: the caller warns of malformed markup
  }
  for (let envelope = 0; envelope < 4; envelope++) {
    if (typeof value === 'string') {
      try {
        value = JSON.parse(value);
      } catch {
        return null; // as above
      }
    } else if (isRecord(value) && typeof value.type !== 'string') {
      value = value.atlas_doc_format ?? value.value ?? value.body ?? value.content ?? null;
    } else break;
  }
  if (Array.isArray(value)) return { type: 'doc', attrs: {}, content: nodesOf(value, 0), text: '', marks: [] };
  return isRecord(value) && typeof value.type === 'string' ? nodeOf(value, 0) : null;
}

/** An attribute as text; '' where it is absent or no text. */
export function attribute(node: AdfNode, name: string): string {
  const value = node.attrs[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function attributeRecord(node: AdfNode, name: string): Record<string, unknown> {
  return record(node.attrs[name]);
}

export function recordIn(value: Record<string, unknown>, name: string): Record<string, unknown> {
  return record(value[name]);
}

export function textIn(value: Record<string, unknown>, name: string): string {
  const found = value[name];
  return typeof found === 'string' ? found : typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}

/** The text of a node and all below it. */
export function textOf(node: AdfNode): string {
  let text = '';
  const rest: AdfNode[] = [node];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    text += next.type === 'hardBreak' ? '\n' : next.text;
    for (let index = next.content.length - 1; index >= 0; index--) rest.push(next.content[index] as AdfNode); // index is in range
  }
  return text;
}
