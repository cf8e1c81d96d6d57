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

/** A React element in a prop (such as a table's emptyView) refers to all of React's own state, in a circle: this host does not carry it. */
function refuseElements(doc: { type: string; props: Record<string, unknown>; children: (typeof doc)[] }): void {
  for (const [name, value] of Object.entries(doc.props))
    if ([value].flat().some((one) => typeof one === 'object' && one !== null && '$$typeof' in one))
      throw new Error(`${doc.type} has a React element in its property ${name}: this host takes elements as children only`);
  doc.children.forEach(refuseElements);
}

const callBridge = async (command: string, data?: unknown): Promise<unknown> => {
  if (command === 'enableTheming') return enableTheming();
  // @forge/react sends nothing but the whole tree with this one.
  if (command === 'reconcile') refuseElements((data as { forgeDoc: Parameters<typeof refuseElements>[0] }).forgeDoc);
  return call('callBridge', command, data);
};
Object.assign(globalThis, { __bridge: { callBridge } });

addEventListener('DOMContentLoaded', () => {
  const tell = (): void => void call('resize', document.body.offsetHeight);
  new ResizeObserver(tell).observe(document.body);
});
