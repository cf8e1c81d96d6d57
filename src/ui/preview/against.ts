import type { PreviewFile } from '../../api/selection';

/** How the file stands to what the repository holds now. */
export function against({ current, markdown }: PreviewFile): string {
  if (current === null) return 'New';
  return current === markdown ? 'The same' : 'Different';
}
