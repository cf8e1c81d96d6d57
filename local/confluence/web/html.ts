import { escapeHtml } from '../render';

/** A piece of HTML that is safe as it is. Everything else is escaped when it is put into one. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | null | false | undefined | readonly Part[];

const text = (part: Part): string => {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map(text).join('');
};

export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => ({
  html: strings.map((string, at) => string + (at < parts.length ? text(parts[at]) : '')).join(''),
});

/** For HTML that was made safe elsewhere: rendered storage. */
export const trusted = (safe: string): Html => ({ html: safe });
