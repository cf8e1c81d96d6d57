/** The bridge commands that this host answers. An unknown one is an error, never silence. */
import type { Flag, Flags } from './flags';
import { makeHistory } from './history';
import { ask, post } from './server';
import type { HostTheme } from './theme';

export interface FrameSettings {
  resourceOrigin: string;
  moduleKey: string;
  title: string;
  /** Where on the site the module is, as the server wrote it. */
  place: unknown;
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
export type Command = (data: never) => unknown;

const listeners = new Map<string, Set<Listener>>();
const emit = (event: string, payload: unknown): void => {
  for (const listener of listeners.get(event) ?? []) void listener(payload);
};

/** @param more commands of one kind of frame */
export function makeCommands(
  host: Host,
  inside: CommandContext,
  more: Record<string, Command> = {},
): (command: string, data: never) => Promise<unknown> {
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
    ...more,
  };
  return async (command, data) => {
    const run = commands[command];
    if (!run) throw new Error(`This host does not answer the bridge command "${command}"`);
    return run(data);
  };
}

async function context(host: Host, inside: CommandContext): Promise<Record<string, unknown>> {
  const { moduleKey, place } = host.settings;
  const { extension, ...rest } = await ask<{ extension: Record<string, unknown> }>('context', { module: moduleKey, place });
  const modal = inside.modal ? { modal: inside.modal.context } : {};
  return {
    ...rest,
    moduleKey,
    theme: host.theme.current(),
    surfaceColor: null,
    extension: { ...extension, ...modal },
  };
}

async function invoke(host: Host, data: { functionKey: string; payload?: unknown; metadata?: unknown }): Promise<unknown> {
  try {
    const { moduleKey, place } = host.settings;
    const body = await post('invoke', { functionKey: data.functionKey, payload: data.payload, moduleKey, place });
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
