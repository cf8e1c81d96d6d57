/** Flags of the host page: what `showFlag` of the bridge brings up, in the corner of the site, outside of the app's frame. */
export interface Flag {
  id: string | number;
  title?: string;
  description?: string;
  type?: string;
  isAutoDismiss?: boolean;
  actions?: { text: string; onClick(): void }[];
}

export interface Flags {
  show(flag: Flag): true;
  close(id: string | number): true;
}

const DISMISS_MS = 8000;

export function flagsIn(parent: HTMLElement): Flags {
  const list = parent.appendChild(make('div', 'frame-flags'));
  list.setAttribute('role', 'region');
  list.setAttribute('aria-label', 'Notifications');
  const shown = new Map<string, HTMLElement>();

  const close = (id: string | number): true => {
    shown.get(String(id))?.remove();
    shown.delete(String(id));
    return true;
  };
  const show = (flag: Flag): true => {
    close(flag.id);
    const element = list.appendChild(make('div', 'frame-flag'));
    element.dataset.type = flag.type ?? 'info';
    element.setAttribute('role', flag.type === 'error' || flag.type === 'warning' ? 'alert' : 'status');
    element.append(make('strong', '', flag.title ?? ''));
    // The blanks part the words for who hears or copies them.
    element.append(' ');
    if (flag.description) element.append(make('p', '', flag.description));
    for (const action of flag.actions ?? [])
      element.append(
        ' ',
        button(action.text, () => action.onClick()),
      );
    element.append(
      ' ',
      button('Dismiss', () => close(flag.id)),
    );
    shown.set(String(flag.id), element);
    if (flag.isAutoDismiss) setTimeout(() => close(flag.id), DISMISS_MS);
    return true;
  };
  return { show, close };
}

function button(text: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  element.addEventListener('click', press);
  return element;
}

function make(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
