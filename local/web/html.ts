/** HTML that may be put into a page as it is. */
export interface Html {
  readonly html: string;
}

/** A template in which every value is escaped, unless it is HTML already. Lists are joined; null and false give nothing. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
  return { html: parts.reduce((text, part, at) => text + toHtml(values[at - 1]) + part) };
}

/** Text that is HTML already, from code that escapes by itself. */
export function trusted(text: string): Html {
  return { html: text };
}

function toHtml(value: unknown): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(toHtml).join('');
  if (typeof value === 'object' && 'html' in value && typeof value.html === 'string') return value.html;
  return escapeHtml(String(value));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
