import { decodeHTMLStrict } from 'entities';
import { wordsOf } from './markdown';

/**
 * The words that a reader of a storage document sees, found by patterns and not by the converter: all text and CDATA, but for macros'
 * settings, ids and states of tasks, the fallback of ADF extensions, and what navigation macros hold.
 */
export function visibleWords(storage: string): string[] {
  const text = storage
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<ac:adf-fallback>[\s\S]*?<\/ac:adf-fallback>/g, ' ')
    .replace(/<ac:adf-attribute[^>]*>[\s\S]*?<\/ac:adf-attribute>/g, ' ')
    .replace(/<ac:(?:task-id|task-uuid|task-status)>[\s\S]*?<\/ac:(?:task-id|task-uuid|task-status)>/g, ' ')
    .replace(
      /<ac:structured-macro[^>]*ac:name="status"[^>]*>[\s\S]*?<ac:parameter ac:name="title">([\s\S]*?)<\/ac:parameter>[\s\S]*?<\/ac:structured-macro>/g,
      ' $1 ',
    )
    .replace(/<ac:parameter[^>]*\/>/g, ' ')
    .replace(/<ac:parameter[^>]*>[\s\S]*?<\/ac:parameter>/g, ' ')
    .replace(/<\?[\s\S]*?\?>/g, ' ')
    // The text of a link stands in its line, and its words may go on after the link.
    .replace(
      /<ac:link\b[^>]*>(?:\s*<ri:[^>]*>)*\s*<ac:plain-text-link-body>\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*<\/ac:plain-text-link-body>\s*<\/ac:link>/g,
      (_, label: string) => label.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
    );
  const words: string[] = [];
  const blocks = /<\/?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|th|br|hr|blockquote|pre|ac:[\w-]+|ri:[\w-]+|time|section)\b[^>]*>/g;
  for (const [, plain = '', literal = ''] of text.matchAll(/([\s\S]*?)(?:<!\[CDATA\[([\s\S]*?)\]\]>|$)/g)) {
    words.push(
      ...wordsOf(decodeHTMLStrict(plain.replace(blocks, ' ').replace(/<\/?[A-Za-z][^<>]*>/g, '')).replace(/[\u200b\u00ad\ufeff]/g, '')),
    );
    words.push(...wordsOf(literal));
  }
  return words;
}
