/** Markup that is safe to send: made by `html`, or vouched for with `trusted`. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | null | false | readonly Part[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** Markup with values in it. Every value is escaped unless it is markup itself; null and false leave nothing. */
export function html(literals: TemplateStringsArray, ...values: Part[]): Html {
  return { markup: literals.map((literal, i) => literal + (i < values.length ? toMarkup(values[i] ?? null) : '')).join('') };
}

/** Only for markup that another part of the program made safe. */
export const trusted = (markup: string): Html => ({ markup });

function toMarkup(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  // isArray does not see through a readonly array.
  if (Array.isArray(part)) return (part as readonly Part[]).map(toMarkup).join('');
  return (part as Html).markup;
}
