import type { Connection } from '../api/siteAdmin';
import { kindOf, QontextError, type Repository } from '../qontext';
import type { Ports } from './ports';
import { startRun } from './runs';

/** Qontext refused the key, or did not answer. The message is for the admin; the key is not in it. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

/** Checks the key with Qontext before it is saved. `open` makes a repository of a key that is not saved yet. */
export async function connect(ports: Ports, apiKey: string, open: (apiKey: string) => Repository): Promise<Connection> {
  const workspace = await open(apiKey)
    .workspace()
    .catch((error: unknown) => {
      throw new ConnectError(problemOf(error));
    });
  await ports.store.settings.saveApiKey(apiKey);
  const connection: Connection = { state: 'connected', workspaceName: workspace.name, workspaceUrl: workspace.url, checkedAt: ports.now() };
  await ports.store.settings.saveConnection(connection);
  // What was missed while there was no connection is found by comparing; what was never sent is sent.
  // It may be another workspace, too: a resync also looks which of our files are there.
  for (const space of (await ports.store.settings.selection()).spaces)
    await startRun(ports, space.lastSweepAt === null ? 'backfill' : 'resync', space);
  return connection;
}

/** Asks Qontext whether the saved key still holds. */
export async function validateConnection(ports: Ports): Promise<Connection> {
  const before = await ports.store.settings.connection();
  const repository = await ports.repository();
  if (!repository || before.state === 'disconnected') return { state: 'disconnected' };
  try {
    const { name, url } = await repository.workspace();
    const connection: Connection = { state: 'connected', workspaceName: name, workspaceUrl: url, checkedAt: ports.now() };
    await ports.store.settings.saveConnection(connection);
    return connection;
  } catch (error) {
    return markBroken(ports, error);
  }
}

/** Nothing is sent from here on, until an admin has mended it. */
export async function markBroken(ports: Ports, error: unknown): Promise<Connection> {
  const before = await ports.store.settings.connection();
  const workspaceName = before.state === 'disconnected' ? null : before.workspaceName;
  const connection: Connection = { state: 'broken', workspaceName, checkedAt: ports.now(), problem: problemOf(error) };
  if (before.state !== 'disconnected') await ports.store.settings.saveConnection(connection);
  ports.log('connection broken', { kind: kindOf(error), request: error instanceof QontextError ? error.requestId : null });
  return connection;
}

/** Forgets the key. What is in the repository stays there; nothing more is sent. */
export async function disconnect(ports: Ports): Promise<Connection> {
  await ports.store.settings.deleteApiKey();
  const connection: Connection = { state: 'disconnected' };
  await ports.store.settings.saveConnection(connection);
  return connection;
}

function problemOf(error: unknown): string {
  switch (kindOf(error)) {
    case 'auth':
      return 'Qontext does not accept this API key. Look in Qontext under Clients whether it was revoked or has expired, and enter another.';
    case 'forbidden':
      return 'Qontext accepts this API key, but the key may not do this. Give it "Can edit" on the folder /Confluence, or on the workspace.';
    case 'busy':
      return 'Qontext does not answer at the moment. Try again in a few minutes.';
    default:
      return 'Qontext answered in a way that the app does not understand. Try again, and tell Qontext’s support if it stays so.';
  }
}
