import * as files from './files';
import * as folders from './folders';
import { type ConnectionOptions, createSend } from './request';
import type { Repository } from './types';
import { workspace } from './workspace';

export { type ErrorKind, kindOf, QontextError } from './errors';
export { liesIn } from './files';
export type { ConnectionOptions, FetchLike, RequestRecord } from './request';
export type { Repository, RepositoryFile, RepositoryFolder, Workspace, WriteResult } from './types';

/** The repository that an API key leads to. Nothing is asked before the first call. */
export function connectRepository(options: ConnectionOptions): Repository {
  const send = createSend(options);
  return {
    workspace: () => workspace(send),
    createFolderPath: (path) => folders.createFolderPath(send, path),
    createFolder: (parentId, name) => folders.createFolder(send, parentId, name),
    renameFolder: (id, name) => folders.renameFolder(send, id, name),
    moveFolder: (id, parentId) => folders.moveFolder(send, id, parentId),
    deleteFolder: (id) => folders.deleteFolder(send, id),
    folder: (id) => folders.folder(send, id),
    createFile: (parentId, name, content) => files.createFile(send, parentId, name, content),
    async findFile(parentId, name) {
      // By path, since a list of the folder would cost a request for each thousand files in it.
      const parent = await folders.folder(send, parentId);
      return parent && files.fileAt(send, `${parent.path}/${name}`);
    },
    readFile: (id) => files.readFile(send, id),
    replaceContent: (id, baseChangeId, content) => files.replaceContent(send, id, baseChangeId, content),
    renameFile: (id, name) => files.renameFile(send, id, name),
    moveFile: (id, parentId) => files.moveFile(send, id, parentId),
    deleteFile: (id) => files.deleteFile(send, id),
    listFiles: (pathPrefix, cursor) => files.listFiles(send, pathPrefix, cursor),
  };
}
