/**
 * Runs in the framed page before the app's own code, in the place of Forge's global-bridge.js: `@forge/bridge` reads
 * `globalThis.__bridge` when it is imported. Also tells the host its height, as Forge's iframe-resizer script does.
 */
import { connectPort } from './rpc';

interface Theme {
  colorMode?: string;
  [part: string]: string | undefined;
}

const { port1, port2 } = new MessageChannel();
const call = connectPort(port1, {});
// Any origin may frame this page as far as this script knows; the policy's frame-ancestors says which may.
window.parent.postMessage({ qontextFrame: 'hello' }, '*', [port2]);

/** Forge's bridge puts the theme on the root element as Atlaskit's tokens expect it: `data-theme="dark:dark light:light ..."`. */
function showTheme(theme: Theme): void {
  const { colorMode = 'light', ...parts } = theme;
  document.documentElement.dataset.colorMode = colorMode;
  document.documentElement.dataset.theme = Object.entries(parts)
    .map(([part, name]) => `${part}:${name}`)
    .join(' ');
}

async function enableTheming(): Promise<boolean> {
  await call('callBridge', 'on', {
    event: 'FORGE_CORE_THEME_CHANGED',
    callback: ({ theme }: { theme: Theme }) => showTheme(theme),
  });
  // The host answers getContext with a theme always.
  const context = (await call('callBridge', 'getContext')) as { theme: Theme };
  showTheme(context.theme);
  return true;
}

const callBridge = (command: string, data?: unknown): Promise<unknown> =>
  command === 'enableTheming' ? enableTheming() : call('callBridge', command, data);
Object.assign(globalThis, { __bridge: { callBridge } });

addEventListener('DOMContentLoaded', () => {
  const tell = (): void => void call('resize', document.body.offsetHeight);
  new ResizeObserver(tell).observe(document.body);
});
