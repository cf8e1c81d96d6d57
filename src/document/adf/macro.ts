import type { Macro, Target } from '../macros/macro';
import { type AdfNode, attribute, attributeRecord, recordIn, textIn } from './node';
import type { Reading } from './reading';

/** Confluence's own macros keep their name as the key; an app's key is a path that ends with the macro's name in the app. */
function nameOf(node: AdfNode): string {
  const key = attribute(node, 'extensionKey');
  return (key.split('/').pop() ?? key).toLowerCase();
}

/** An extension (block, inline or with a body), taken apart as the macro that it is. */
export function macroOf(node: AdfNode, reading: Reading): Macro {
  const parameters = attributeRecord(node, 'parameters');
  const macroParams = recordIn(parameters, 'macroParams');
  const guestParams = recordIn(parameters, 'guestParams');
  const parameter = (name: string): string => {
    const own = textIn(recordIn(macroParams, name), 'value') || textIn(macroParams, name);
    return (own || textIn(guestParams, name) || textIn(parameters, name)).trim();
  };
  const title = textIn(recordIn(parameters, 'macroMetadata'), 'title') || textIn(parameters, 'extensionTitle') || attribute(node, 'text');
  const plainBody = recordIn(macroParams, '__bodyContent');
  const hasBody = node.content.length > 0;
  return {
    name: nameOf(node),
    label: attribute(node, 'extensionKey').includes('/') ? title || nameOf(node) : nameOf(node) || title || 'extension',
    parameter,
    target: (name) => pageTarget(name, parameter(name), node, reading),
    accountId: (name) => parameter(name),
    text: hasBody || textIn(plainBody, 'value') === '' ? null : textIn(plainBody, 'value'),
    blocks: () => (hasBody ? reading.blocks(node.content) : null),
    line: () => (hasBody ? reading.line(node.content, 0) : null),
  };
}

/** ADF has no references: an include names its page by title, with the space's key and a colon before it where it is another's. */
function pageTarget(name: string, value: string, node: AdfNode, reading: Reading): Target | null {
  if (value === '' || name !== '' || !/^(?:include|excerpt-include)$/.test(nameOf(node))) return null;
  const match = /^([A-Z0-9]+|~[\w-]+):(.+)$/.exec(value);
  const title = match?.[2] ?? value;
  const spaceKey = match?.[1] ?? null;
  return { url: reading.references.page(title, spaceKey), label: title, page: { title, spaceKey } };
}
