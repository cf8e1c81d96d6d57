import { type Block, item, listOf, paragraphs, title } from '../mdast/blocks';
import { textAtom } from '../mdast/phrasing';
import type { BlockMacro } from './macro';

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // an object has such properties or none
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function text(value: Record<string, unknown>, name: string): string {
  const found = value[name];
  return typeof found === 'string' ? found : '';
}

/** The drawing is kept as JSON in a parameter, percent-encoded. Null for what is neither. */
function planOf(source: string): Record<string, unknown> | null {
  try {
    return record(JSON.parse(source.startsWith('%') ? decodeURIComponent(source) : source));
  } catch {
    return null; // no plan to be read: the macro is then shown by its name
  }
}

/** A roadmap as its labels: lanes, and in each the bars with their start and description. */
export const roadmap: BlockMacro = (macro): Block[] => {
  const plan = planOf(macro.parameter('source'));
  const lanes = plan === null ? [] : records(plan.lanes);
  const name = macro.parameter('title') || (plan === null ? '' : text(plan, 'title'));
  if (lanes.length === 0) return paragraphs([textAtom(`[diagram: ${name || 'roadmap'}]`)]);
  const bar = (one: Record<string, unknown>) => {
    const start = /^\d{4}-\d{2}-\d{2}/.exec(text(one, 'startDate'))?.[0] ?? '';
    const description = text(one, 'description');
    return `${text(one, 'title')}${start === '' ? '' : `, from ${start}`}${description === '' ? '' : `: ${description}`}`;
  };
  const markers = records(plan?.markers).map((one) => item(paragraphs([textAtom(bar({ ...one, startDate: one.markerDate }))])));
  const lists = lanes.map((lane) =>
    item([
      ...paragraphs([textAtom(text(lane, 'title'))]),
      ...listOf(records(lane.bars).map((one) => item(paragraphs([textAtom(bar(one))])))),
    ]),
  );
  return [...title(name), ...listOf([...lists, ...markers])];
};
