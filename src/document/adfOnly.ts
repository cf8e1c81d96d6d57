import type { Body } from '../content';

const extension = /<ac:adf-extension\b[\s\S]*?<\/ac:adf-extension>/g;

/**
 * True for a storage body that Confluence left blank, or that holds nothing but an ADF extension: some pages of the new editor come so.
 * Such a page is worth a second request for its ADF. Linear: an extension that is never closed ends the search.
 */
export function isAdfOnly(body: Body): boolean {
  if (body.format !== 'storage') return false;
  const value = body.value.trim();
  if (value === '') return true;
  if (!value.startsWith('<ac:adf-extension') || !value.endsWith('</ac:adf-extension>')) return false;
  return value.replace(extension, '').trim() === '';
}
