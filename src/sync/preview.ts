import type { Preview, PreviewFile } from '../api/selection';
import type { Reading } from '../confluence';
import type { ContentId, ContentRef, SpaceId } from '../content';
import { blogYear, folderName, spaceFolderName, type Warning } from '../document';
import { type Policy, type Rule, reasonText } from '../scope';
import type { LedgerEntry, Rulebook, SelectedSpace } from '../store';
import { audienceFolder, restrictedRootPath, rootPath } from './about';
import { audienceInWords } from './audiences';
import { composeFiles } from './composeFiles';
import type { Spot } from './places';
import type { Ports } from './ports';
import { bytesOf } from './push';
import { newlySelected } from './select';
import type { Verdict } from './settled';
import { verdictOfReading } from './verdict';

type FoundReading = Extract<Reading, { kind: 'found' }>;

/** There is no such content, or the app may not see it. The message is for the person who asked. */
export class NothingToPreviewError extends Error {
  override readonly name = 'NothingToPreviewError';
}

/**
 * Exactly what would be sent of one content now, and what the repository holds of it. One reading of the content; sends nothing. Of what
 * only the choice leaves out: what would be sent if it were included.
 */
export async function preview(ports: Ports, ref: ContentRef): Promise<Preview> {
  const reading = await ports.confluence.read(ref, null);
  if (reading.kind === 'absent')
    throw new NothingToPreviewError('The app cannot see this content: it is restricted, in the trash, or there is no such content.');
  const { content } = reading.snapshot;
  const entry = (await ports.store.ledger.get(ref.id))?.value ?? null;
  const book = await ports.store.settings.rulebookOf([content.spaceId]);
  const verdict = await verdictOfReading(ports, ref, reading, book, { spaceId: content.spaceId, entry });
  if (!verdict) throw new NothingToPreviewError('The app knows nothing of this content.');
  const { decision } = verdict;
  const shown = isUnchosen(decision) ? await ifIncluded(ports, ref, reading, book) : verdict;
  const base = {
    contentId: content.id,
    spaceId: content.spaceId,
    title: content.title,
    audience: 'whoever may read the space in Confluence',
  };
  const standing = { decision: decision.kind, reason: decision.kind === 'in' ? null : reasonText(decision.reason) };
  if (shown?.decision.kind !== 'in') {
    // What would keep it out besides the choice: whoever includes it ought to know before.
    const also = shown && shown !== verdict ? ` ${reasonText(shown.decision.reason)}` : '';
    return { ...base, ...standing, reason: `${standing.reason ?? ''}${also}`, files: [], warnings: [] };
  }
  const composed = await composeFiles(ports, { snapshot: reading.snapshot, spaceKey: shown.spaceKey });
  if (composed === 'too-large') return { ...base, decision: 'held', reason: reasonText('too-large'), files: [], warnings: [] };
  const folder = await folderPath(ports, { content, above: shown.above, audience: shown.decision.audience });
  const files = await Promise.all(
    composed.files.map(async ({ name, content: markdown }, i): Promise<PreviewFile> => {
      const current = await currentText(ports, entry?.files[i]?.id ?? null);
      return { path: `${folder}/${name}`, bytes: bytesOf(markdown), markdown, current };
    }),
  );
  const audience = shown.decision.audience ? audienceInWords(shown.decision.audience, shown.spaceKey) : base.audience;
  return { ...base, ...standing, audience, files, warnings: composed.warnings.map(warningRow) };
}

/** Left out by nothing but the choice, which whoever looks may be about to change. */
const isUnchosen = (decision: Verdict['decision']): boolean =>
  decision.kind === 'out' && (decision.reason === 'not-selected' || decision.reason === 'excluded');

/** How it would be decided if somebody included this content alone. */
async function ifIncluded(ports: Ports, ref: ContentRef, reading: FoundReading, book: Rulebook): Promise<Verdict | null> {
  const { spaceId } = reading.snapshot.content;
  const selected = book.spaces.find((one) => one.id === spaceId) ?? (await unselected(ports, spaceId, book.policy));
  if (!selected) return null;
  const others = (rules: Rule[]) => rules.filter(({ target }) => target.kind !== 'content' || target.id !== ref.id);
  const included: Rule = { target: { kind: 'content', id: ref.id }, choice: 'include' };
  const rules = { site: [included, ...others(selected.rules.site)], space: others(selected.rules.space) };
  const spaces = [{ ...selected, rules }, ...book.spaces.filter((one) => one.id !== spaceId)];
  return verdictOfReading(ports, ref, reading, { ...book, spaces }, { spaceId, entry: null });
}

/** A space that nobody chose yet, as it would stand in the selection. Null if the app does not see it. */
async function unselected(ports: Ports, spaceId: SpaceId, policy: Policy): Promise<SelectedSpace | null> {
  const space = await ports.confluence.space(spaceId);
  if (!space) return null;
  const isBlocked = (await ports.confluence.blockedSpaces([spaceId])).has(spaceId);
  const selected = newlySelected(space, policy.labelsOut, ports.now(), null, false);
  return { ...selected, ...(isBlocked && { status: 'blocked' }) };
}

async function currentText(ports: Ports, fileId: string | null): Promise<string | null> {
  const repository = fileId === null ? null : await ports.repository();
  return (fileId !== null && (await repository?.readFile(fileId))?.content) || null;
}

/** The path that the files would have, by today's names. */
export async function folderPath(ports: Ports, { content, above, audience }: Spot): Promise<string> {
  const space = await ports.confluence.space(content.spaceId);
  const root = audience
    ? `${await restrictedRootPath(ports)}/${audienceFolder(audience, space ?? { id: content.spaceId, key: content.spaceId })}`
    : await rootPath(ports);
  const top = [root, space ? spaceFolderName(space) : content.spaceId];
  if (content.type === 'blogpost') return [...top, 'Blog', blogYear(content.createdAt)].join('/');
  return [...top, ...[...above].reverse().map(folderName)].join('/');
}

const warnings: Record<Warning['kind'], string> = {
  'unknown-macro': 'A macro that text cannot show',
  'unresolved-link': 'A link whose target is not known',
  'cut-block': 'A block that was cut, since it is longer than a file may be',
  'malformed-markup': 'Markup that is not well-formed',
  'empty-body': 'A page without text',
  'unsupported-node': 'Something that text cannot show',
};
const warningRow = ({ kind, subject, count }: Warning) => ({
  text: subject ? `${warnings[kind]}: ${subject}` : warnings[kind],
  count,
});
/** Of what the ledger has of them. A kind of another version of the app is named as it is. */
export const warningsInWords = (lost: LedgerEntry['warnings'] = []) =>
  lost.map(({ kind, count }) => ({ text: kind in warnings ? warnings[kind as Warning['kind']] : kind, count }));

/** A page or a blog post: whichever of the two answers. */
export async function refOf(ports: Ports, id: ContentId): Promise<ContentRef> {
  const known = (await ports.store.ledger.get(id))?.value;
  if (known) return { id, type: known.type };
  const titles = await ports.confluence.titles([{ id, type: 'blogpost' }]);
  return { id, type: titles.has(id) ? 'blogpost' : 'page' };
}
