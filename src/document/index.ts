export { type AboutSource, type AboutSpace, aboutSource, aboutSpace } from './about';
export { isAdfOnly } from './adfOnly';
export { compose, contentUrl, DocumentTooLargeError, largestContent, largestFile } from './compose';
export { convert } from './convert';
export { sourceIdOf } from './frontMatter';
export { blogYear, fileName, folderName, spaceFolderName } from './names';
export { needsOf } from './needs';
export { pageKey, type ReferenceInput } from './references';
export type { Document, DocumentInput, Needs, SnapshotParts, Warning } from './types';
