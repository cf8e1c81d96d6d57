/**
 * The part of the Atlassian Document Format that a preview needs, which UI Kit's AdfRenderer draws as Confluence draws a page.
 * @see https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export interface AdfNode {
  type: string;
  attrs?: Record<string, string | number | boolean>;
  content?: AdfNode[];
  text?: string;
  marks?: AdfMark[];
}
export interface AdfMark {
  type: 'strong' | 'em' | 'strike' | 'code' | 'link' | 'subsup';
  attrs?: Record<string, string>;
}

/** A document must not hold an empty text. */
export const textNode = (text: string, marks: readonly AdfMark[] = []): AdfNode[] => {
  if (text === '') return [];
  return [marks.length > 0 ? { type: 'text', text, marks: allowedTogether(marks) } : { type: 'text', text }];
};

/** Code goes with a link only. */
const allowedTogether = (marks: readonly AdfMark[]): AdfMark[] => {
  const isCode = marks.some(({ type }) => type === 'code');
  const byType = new Map(marks.map((mark) => [mark.type, mark]));
  return [...byType.values()].filter(({ type }) => !isCode || type === 'code' || type === 'link');
};

export const paragraph = (content: AdfNode[]): AdfNode => ({ type: 'paragraph', content });
