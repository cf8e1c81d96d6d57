import { THEME_KEY } from '../../../theme';

/** The host page's colour mode, and the button that changes it. */
export interface HostTheme {
  /** As the context of a framed page has it. */
  current(): Record<string, string>;
  onChange(listener: (theme: Record<string, string>) => void): void;
}

/** @param wanted 'light', 'dark', or 'auto': as was chosen here before; else as the browser prefers, until the button is pressed */
export function watchTheme(wanted: string): HostTheme {
  const listeners: ((theme: Record<string, string>) => void)[] = [];
  const preference = matchMedia('(prefers-color-scheme: dark)');
  const preferred = (): string => (preference.matches ? 'dark' : 'light');
  const isKept = wanted === 'auto';
  const chosen = isKept ? keptTheme() : wanted;
  let isChosen = chosen !== null;
  let mode = chosen ?? preferred();
  const current = () => ({ dark: 'dark', light: 'light', spacing: 'spacing', typography: 'typography', shape: 'shape', colorMode: mode });

  const show = (next: string): void => {
    mode = next;
    document.documentElement.dataset.colorMode = mode;
    for (const listener of listeners) listener(current());
  };
  show(mode);
  preference.addEventListener('change', () => {
    if (!isChosen) show(preferred());
  });
  for (const button of document.querySelectorAll('[data-frame-theme]'))
    button.addEventListener('click', () => {
      isChosen = true;
      show(mode === 'dark' ? 'light' : 'dark');
      if (isKept) keepTheme(mode);
    });
  return { current, onChange: (listener) => void listeners.push(listener) };
}

function keptTheme(): string | null {
  try {
    const kept = localStorage.getItem(THEME_KEY);
    return kept === 'light' || kept === 'dark' ? kept : null;
  } catch {
    return null;
  }
}

function keepTheme(mode: string): void {
  try {
    localStorage.setItem(THEME_KEY, mode);
  } catch (error) {
    console.warn('The browser keeps nothing for this page: the theme is forgotten when it is left.', error);
  }
}
