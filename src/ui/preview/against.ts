import type { PreviewFile } from '../../api/selection';

/** How the file stands to what the repository holds now. */
export function against({ diff }: PreviewFile): string {
  if (diff === null) return 'New';
  return diff === '' ? 'The same' : 'Different';
}
