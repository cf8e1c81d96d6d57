/** Runs in a page of the wiki: an app's item in the byline, and the popup that it opens. */
import { createRoot } from 'react-dom/client';
import { type Flags, flagsIn } from '../../web/frame/browser/flags';
import { ask } from '../../web/frame/browser/server';
import { type HostTheme, watchTheme } from '../../web/frame/browser/theme';
import { startApp, type UiKitSettings } from './frame';
import { Tree } from './Tree';

/** What the module's dynamicProperties may change. */
interface Properties {
  title?: string;
  icon?: string;
  tooltip?: string;
}

function bylineItem(place: HTMLElement, flags: Flags, theme: HostTheme): void {
  const { dataset } = place;
  // The server writes the element with all of these attributes.
  const settings: UiKitSettings = {
    resourceOrigin: dataset.resourceOrigin ?? '',
    resourcePath: dataset.resourcePath ?? '',
    moduleKey: dataset.moduleKey ?? '',
    title: dataset.title ?? '',
    place: JSON.parse(dataset.place ?? '{}'),
  };
  const button = place.appendChild(document.createElement('button'));
  button.type = 'button';
  button.className = 'uikit-byline-button';
  button.setAttribute('aria-haspopup', 'dialog');
  let close: (() => void) | null = null;

  const show = ({ title = settings.title, icon, tooltip = dataset.tooltip ?? '' }: Properties): void => {
    const picture = document.createElement('span');
    picture.className = 'icon';
    picture.setAttribute('aria-hidden', 'true');
    // Other icons need a permission that this host does not know of: as on the real one, a general icon stands for them.
    if (icon?.startsWith('data:image/')) picture.style.backgroundImage = `url("${icon.replaceAll('\\', '%5C').replaceAll('"', '%22')}")`;
    button.replaceChildren(picture, title);
    button.title = tooltip;
  };
  const refresh = (): void => {
    ask<Properties>('properties', { module: settings.moduleKey, place: settings.place }).then(show, (error) => {
      // As on the real one: what the manifest says stands.
      show({});
      console.warn(`The byline item ${settings.moduleKey} has no properties of its own: ${error.message}`);
    });
  };
  const toggle = (): void => {
    if (close) {
      close();
      return;
    }
    button.setAttribute('aria-expanded', 'true');
    const end = openPopup(place, settings, flags, theme, () => close?.());
    close = () => {
      close = null;
      end();
      button.setAttribute('aria-expanded', 'false');
      refresh();
    };
  };
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !close || document.querySelector('dialog[open]')) return;
    close();
    button.focus();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    const isElsewhere = target instanceof Element && !place.contains(target) && !target.closest('dialog, .frame-flags');
    if (isElsewhere) close?.();
  });
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', toggle);
  show({});
  refresh();
}

/** Opens the popup with the app in it. Returns how to take it away. */
function openPopup(place: HTMLElement, settings: UiKitSettings, flags: Flags, theme: HostTheme, close: () => void): () => void {
  const popup = place.appendChild(document.createElement('div'));
  popup.className = 'uikit uikit-popup';
  popup.setAttribute('role', 'dialog');
  popup.setAttribute('aria-label', settings.title);
  popup.tabIndex = -1;
  const shown = popup.appendChild(document.createElement('div'));
  const root = createRoot(shown);
  const end = startApp(popup, {
    settings,
    flags,
    theme,
    show: (doc) => root.render(<Tree root={doc} />),
    failed: (message) => {
      close();
      flags.show({ id: settings.moduleKey, type: 'error', title: `${settings.title} could not be shown`, description: message });
    },
  });
  popup.focus();
  return () => {
    root.unmount();
    end();
    popup.remove();
  };
}

const places = document.querySelectorAll<HTMLElement>('[data-byline]');
if (places.length > 0) {
  const flags = flagsIn(document.body);
  const theme = watchTheme('auto');
  for (const place of places) bylineItem(place, flags, theme);
}
