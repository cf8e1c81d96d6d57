import { decodeHTML } from 'entities';
import { Parser } from 'htmlparser2';

/** Storage format as a tree. It has no DTD and no namespaces, knows HTML's entities, and real bodies are not always well-formed. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Markup[];
}
export type Markup = Element | string;

export function parseStorage(body: string): Markup[] {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  let cdata = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const decoded = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, decodeHTML(value)]));
        const element: Element = { name, attributes: decoded, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
      ontext(text) {
        open.at(-1)?.children.push(cdata ? text : decodeHTML(text));
      },
      oncdatastart() {
        cdata = true;
      },
      oncdataend() {
        cdata = false;
      },
    },
    { xmlMode: true, decodeEntities: false },
  );
  parser.end(body);
  return root.children;
}

export const isElement = (node: Markup): node is Element => typeof node !== 'string';
export const elementsOf = (nodes: Markup[]): Element[] => nodes.filter(isElement);
export const childNamed = (element: Element, name: string): Element | undefined =>
  elementsOf(element.children).find((child) => child.name === name);
export const textOf = (nodes: Markup[]): string => nodes.map((node) => (isElement(node) ? textOf(node.children) : node)).join('');

/** The first element of that name anywhere below. */
export function findElement(nodes: Markup[], name: string): Element | undefined {
  for (const element of elementsOf(nodes)) {
    if (element.name === name) return element;
    const below = findElement(element.children, name);
    if (below) return below;
  }
  return undefined;
}

/** Parameters, rich body and plain body of an `ac:structured-macro`. */
export function macroOf(element: Element): {
  name: string;
  parameters: Record<string, string>;
  rich: Markup[] | null;
  plain: string | null;
} {
  const parameters: Record<string, string> = {};
  for (const child of elementsOf(element.children))
    if (child.name === 'ac:parameter') parameters[child.attributes['ac:name'] ?? ''] = textOf(child.children);
  const plain = childNamed(element, 'ac:plain-text-body');
  return {
    name: element.attributes['ac:name'] ?? '',
    parameters,
    rich: childNamed(element, 'ac:rich-text-body')?.children ?? null,
    plain: plain ? textOf(plain.children) : null,
  };
}
