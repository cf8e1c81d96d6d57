import type { Snapshot } from '../content';
import { compose, DocumentTooLargeError, fileName, needsOf, type Warning } from '../document';
import { AUDIENCE, siteUrl } from './about';
import type { Ports } from './ports';
import type { WantedFile } from './push';

export interface Composed {
  files: WantedFile[];
  warnings: Warning[];
}

/** The files of one content, as they would be sent. `names`: display names that were looked up already, for many contents at once. */
export async function composeFiles(
  ports: Ports,
  { snapshot, spaceKey }: { snapshot: Snapshot; spaceKey: string },
  names?: ReadonlyMap<string, string>,
): Promise<Composed | 'too-large'> {
  const { content, comments, tasks } = snapshot;
  const known = names ?? (await ports.confluence.names(needsOf(snapshot).accountIds));
  const space = { id: content.spaceId, key: spaceKey, name: '' };
  try {
    const document = compose({ siteUrl: await siteUrl(ports), space, content, comments, tasks, names: known, audience: AUDIENCE });
    return { files: document.parts.map((part, i) => ({ name: fileName(content, i + 1), content: part })), warnings: document.warnings };
  } catch (error) {
    if (error instanceof DocumentTooLargeError) return 'too-large';
    throw error;
  }
}
