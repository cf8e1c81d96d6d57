import type { Macro } from '../macros/macro';
import { accountIdOf, resourceIn, targetOf } from './links';
import { attributeOf, childOf, type Reading, type Style, textOf } from './reading';
import type { Element, Node } from './scan';

export function macroName(element: Element): string {
  return attributeOf(element, 'ac:name').toLowerCase();
}

/** Content that a broken macro holds outside of any body. */
function strayBody(element: Element): Node[] | null {
  const strays = element.children.filter((child) => (child.kind === 'text' ? child.value.trim() !== '' : !known.has(child.name)));
  return strays.length > 0 ? strays : null;
}

const known = new Set(['ac:parameter', 'ac:default-parameter', 'ac:plain-text-body', 'ac:rich-text-body', 'ac:macro-id']);

/** A structured macro, taken apart. */
export function macroOf(element: Element, reading: Reading, style: Style): Macro {
  const parameterElement = (name: string) => {
    for (const child of element.children) {
      if (child.kind === 'element' && child.name === 'ac:parameter' && attributeOf(child, 'ac:name') === name) return child;
    }
    return null;
  };
  const resource = (name: string) => {
    const found = parameterElement(name);
    return found === null ? null : resourceIn(found.children);
  };
  const parameter = (name: string) => {
    const found = parameterElement(name);
    return found === null ? '' : textOf(found.children).trim();
  };
  const plainBody = childOf(element, 'ac:plain-text-body');
  const richBody = childOf(element, 'ac:rich-text-body')?.children ?? strayBody(element);
  return {
    name: macroName(element),
    label: attributeOf(element, 'ac:name'),
    parameter,
    target(name) {
      const found = resource(name);
      return found === null ? null : targetOf(found, reading);
    },
    accountId(name) {
      const found = resource(name);
      return found === null ? parameter(name) : accountIdOf(found);
    },
    text: plainBody === null ? null : textOf(plainBody.children),
    blocks: () => (richBody === null ? null : reading.blocks(richBody, style)),
    line: () => (richBody === null ? null : reading.line(richBody, style)),
  };
}
