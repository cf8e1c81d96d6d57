/** The app's code, in a frame that nobody sees: UI Kit draws nothing there, it sends what shall be drawn. */
import { makeCommands } from '../../web/frame/browser/commands';
import type { Flags } from '../../web/frame/browser/flags';
import { connectPort } from '../../web/frame/browser/rpc';
import type { HostTheme } from '../../web/frame/browser/theme';
import type { ForgeDoc } from './forgeDoc';

export interface UiKitSettings {
  resourceOrigin: string;
  /** Path of the app's index.html on that origin. */
  resourcePath: string;
  moduleKey: string;
  title: string;
  /** Where on the site the module is, as the server wrote it. */
  place: unknown;
}

interface UiKitHost {
  settings: UiKitSettings;
  flags: Flags;
  theme: HostTheme;
  show(doc: ForgeDoc): void;
  failed(message: string): void;
}

/** Starts the app below `parent`. Returns how to end it. */
export function startApp(parent: HTMLElement, host: UiKitHost): () => void {
  const { settings, show, failed } = host;
  const frame = document.createElement('iframe');
  frame.title = settings.title;
  frame.src = `${settings.resourceOrigin}${settings.resourcePath}`;
  frame.setAttribute('sandbox', 'allow-same-origin allow-scripts');
  frame.hidden = true;
  const openModal = () => false;
  const commands = makeCommands(
    { ...host, openModal },
    { modal: null },
    {
      reconcile: ({ forgeDoc }: { forgeDoc: ForgeDoc }) => show(forgeDoc),
      onError: ({ error }: { error: unknown }) => failed(error instanceof Error ? error.message : String(error)),
    },
  );
  const connect = (event: MessageEvent): void => {
    const port = event.ports[0];
    if (event.source !== frame.contentWindow || event.origin !== settings.resourceOrigin) return;
    if (event.data?.qontextFrame === 'hello' && port) connectPort(port, { resize: () => undefined, callBridge: commands });
  };
  addEventListener('message', connect);
  parent.append(frame);
  return () => {
    removeEventListener('message', connect);
    frame.remove();
  };
}
