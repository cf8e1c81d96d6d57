import { attributeOf, childOf, textOf } from './reading';
import type { Element, Node } from './scan';

/** A structured macro, taken apart. */
export interface Macro {
  name: string;
  element: Element;
  /** Text of a parameter; '' where it is absent. */
  parameter(name: string): string;
  /** The parameter's element, for those that hold a reference (`ri:page`, `ri:attachment`). */
  parameterElement(name: string): Element | null;
  /** The nodes of the rich body; null if the macro has none. */
  body: readonly Node[] | null;
  /** The text of the plain body; null if the macro has none. */
  text: string | null;
}

export function macroName(element: Element): string {
  return attributeOf(element, 'ac:name').toLowerCase();
}

export function macroOf(element: Element): Macro {
  const parameterElement = (name: string) => {
    for (const child of element.children) {
      if (child.kind === 'element' && child.name === 'ac:parameter' && attributeOf(child, 'ac:name') === name) return child;
    }
    return null;
  };
  const plainBody = childOf(element, 'ac:plain-text-body');
  return {
    name: macroName(element),
    element,
    parameterElement,
    parameter(name) {
      const found = parameterElement(name);
      return found === null ? '' : textOf(found.children).trim();
    },
    body: childOf(element, 'ac:rich-text-body')?.children ?? null,
    text: plainBody === null ? null : textOf(plainBody.children),
  };
}
