/** The bridge commands that this host answers. An unknown one is an error, never silence. */
import type { Flag, Flags } from './flags';
import { makeHistory } from './history';
import type { HostTheme } from './theme';

export interface FrameSettings {
  resourceOrigin: string;
  moduleKey: string;
  title: string;
}
export interface CommandContext {
  modal: { context: unknown; close(payload?: unknown): void } | null;
}
export type OpenModal = (options: ModalOptions) => boolean;
interface ModalOptions {
  title?: string;
  context?: unknown;
  closeOnEscape?: boolean;
  onClose?(payload?: unknown): void;
}
interface Host {
  settings: FrameSettings;
  flags: Flags;
  theme: HostTheme;
  openModal: OpenModal;
}
type Listener = (payload: unknown) => unknown;
/** One command: what comes in is as `@forge/bridge` sends it, which each command says by its own type. */
type Command = (data: never) => unknown;

const listeners = new Map<string, Set<Listener>>();
const emit = (event: string, payload: unknown): void => {
  for (const listener of listeners.get(event) ?? []) void listener(payload);
};

export function makeCommands(host: Host, inside: CommandContext): (command: string, data: never) => Promise<unknown> {
  host.theme.onChange((theme) => emit('FORGE_CORE_THEME_CHANGED', { theme }));
  const commands: Record<string, Command> = {
    getContext: () => context(host, inside),
    invoke: (data: { functionKey: string; payload?: unknown; metadata?: unknown }) => invoke(host, data),
    fetchProduct: (data: unknown) => post('product', data),
    showFlag: (flag: Flag) => host.flags.show(flag),
    closeFlag: ({ id }: { id: string | number }) => host.flags.close(id),
    createHistory: () => makeHistory(),
    on: ({ event, callback }: { event: string; callback: Listener }) => listen(event, callback),
    onPublic: ({ event, callback }: { event: string; callback: Listener }) => listen(event, callback),
    emit: ({ event, payload }: { event: string; payload: unknown }) => emit(event, payload),
    emitPublic: ({ event, payload }: { event: string; payload: unknown }) => emit(event, payload),
    openModal: (options: ModalOptions) => host.openModal(options),
    close: (payload: unknown) => closeModal(inside, payload),
    submit: (payload: unknown) => closeModal(inside, payload),
    navigate,
    getUrl: ({ target }: { target?: string }) => new URL(target ?? '/', location.origin).href,
    reload: () => location.reload(),
    refresh: () => location.reload(),
    changeWindowTitle: (title: string) => {
      document.title = title;
    },
    emitReadyEvent: () => true,
    trackObjectStoreAction: () => true,
    emitFrontendCustomMetric: () => true,
  };
  return async (command, data) => {
    const run = commands[command];
    if (!run) throw new Error(`This host does not answer the bridge command "${command}"`);
    return run(data);
  };
}

async function context(host: Host, inside: CommandContext): Promise<Record<string, unknown>> {
  const response = await fetch(`/__frame/context?module=${encodeURIComponent(host.settings.moduleKey)}`);
  const answer = await unpack(response);
  const { extension, ...rest } = answer as { extension: Record<string, unknown> };
  const modal = inside.modal ? { modal: inside.modal.context } : {};
  return {
    ...rest,
    moduleKey: host.settings.moduleKey,
    theme: host.theme.current(),
    surfaceColor: null,
    extension: { ...extension, ...modal },
  };
}

async function invoke(host: Host, data: { functionKey: string; payload?: unknown; metadata?: unknown }): Promise<unknown> {
  try {
    const body = await post('invoke', { functionKey: data.functionKey, payload: data.payload, moduleKey: host.settings.moduleKey });
    return data.metadata ? { body, metadata: {} } : body;
  } catch (error) {
    // How Forge words a resolver's error to the page.
    throw new Error(`There was an error invoking the function - ${error instanceof Error ? error.message : String(error)}`);
  }
}

function listen(event: string, callback: Listener): { unsubscribe(): void } {
  const set = listeners.get(event) ?? new Set<Listener>();
  listeners.set(event, set.add(callback));
  return { unsubscribe: () => void set.delete(callback) };
}

function closeModal(inside: CommandContext, payload: unknown): boolean {
  inside.modal?.close(payload);
  return inside.modal !== null;
}

function navigate({ url, type }: { url?: string; type?: string }): true {
  if (type === 'new-tab') open(url, '_blank', 'noopener');
  else location.assign(url ?? '/');
  return true;
}

const post = async (path: string, body: unknown): Promise<unknown> =>
  unpack(await fetch(`/__frame/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));

async function unpack(response: Response): Promise<unknown> {
  // The shape that host.ts answers with.
  const answer = (await response.json()) as { value?: unknown; error?: string };
  if (!response.ok || answer.error !== undefined) throw new Error(answer.error ?? `The host answered ${response.status}`);
  return answer.value;
}
