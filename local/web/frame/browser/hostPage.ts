/** Runs in the host page, in Confluence's part: frames the resource and answers what the bridge asks. */
import { type CommandContext, type FrameSettings, makeCommands, type OpenModal } from './commands';
import { flagsIn } from './flags';
import { connectPort } from './rpc';
import { watchTheme } from './theme';

const MIN_HEIGHT_PX = 640;

// The server writes the element with all of these attributes, and the script behind it.
const place = document.querySelector('[data-frame]') as HTMLElement;
const settings: FrameSettings = {
  resourceOrigin: place.dataset.resourceOrigin ?? '',
  moduleKey: place.dataset.moduleKey ?? '',
  title: place.dataset.title ?? '',
  place: JSON.parse(place.dataset.place ?? '{}'),
};
const theme = watchTheme(place.dataset.theme ?? 'light');
const flags = flagsIn(document.body);

/** Frames the resource in `parent`. A modal is the same resource once more, with a context of its own. */
function embed(parent: HTMLElement, title: string, inside: CommandContext): void {
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.src = `${settings.resourceOrigin}/index.html`;
  // What Confluence gives a Custom UI frame: no popups, so that links go through the bridge.
  frame.setAttribute('sandbox', 'allow-downloads allow-forms allow-modals allow-pointer-lock allow-same-origin allow-scripts');
  frame.allow = 'camera; clipboard-write; display-capture; fullscreen; microphone';
  frame.className = 'frame-resource';
  const commands = makeCommands({ settings, flags, theme, openModal }, inside);
  const resize = (height: number): void => {
    frame.style.height = `${Math.max(height, inside.modal ? 0 : MIN_HEIGHT_PX)}px`;
  };
  // Stays for the life of the frame: the resource says hello again when it is reloaded.
  addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== frame.contentWindow || event.origin !== settings.resourceOrigin) return;
    if (event.data?.qontextFrame === 'hello' && port) connectPort(port, { resize, callBridge: commands });
  });
  parent.append(frame);
}

const openModal: OpenModal = (options) => {
  const dialog = document.createElement('dialog');
  dialog.className = 'frame-modal';
  dialog.setAttribute('aria-label', options.title ?? settings.title);
  const close = (payload?: unknown): void => {
    dialog.close();
    dialog.remove();
    options.onClose?.(payload);
  };
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (options.closeOnEscape !== false) close();
  });
  document.body.append(dialog);
  embed(dialog, options.title ?? settings.title, { modal: { context: options.context, close } });
  dialog.showModal();
  return true;
};

embed(place, settings.title, { modal: null });
