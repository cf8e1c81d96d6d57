/** The host page's colour mode, and the button that changes it. */
export interface HostTheme {
  current(): Record<string, string>;
  onChange(listener: (theme: Record<string, string>) => void): void;
}

export function watchTheme(colorMode: string): HostTheme {
  const listeners: ((theme: Record<string, string>) => void)[] = [];
  let mode = colorMode;
  const current = () => ({ dark: 'dark', light: 'light', spacing: 'spacing', typography: 'typography', shape: 'shape', colorMode: mode });
  const show = (): void => {
    document.documentElement.dataset.colorMode = mode;
  };
  show();
  for (const button of document.querySelectorAll('[data-frame-theme]'))
    button.addEventListener('click', () => {
      mode = mode === 'dark' ? 'light' : 'dark';
      show();
      for (const listener of listeners) listener(current());
    });
  return { current, onChange: (listener) => void listeners.push(listener) };
}
