/** Going through a page with the keyboard, told as who hears the page is told it. */
import type { Frame, Page } from 'playwright-core';

/** Where the focus is looked for: a frame of the page whose keys are pressed. */
export interface Keyboard {
  page: Page;
  frame(): Frame;
}

const MOST_STEPS = 120;
const DEADLINE_MS = 20_000;

/** Name of what has the focus in the frame, without the blanks at its ends. */
export async function focused({ frame }: Keyboard): Promise<string> {
  const name = await frame().evaluate(`(() => {
    const one = document.activeElement;
    const ids = (one.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
    const named = ids.map((id) => document.getElementById(id)?.textContent.trim()).join(' ');
    return one.getAttribute('aria-label') || named || one.labels?.[0]?.textContent || one.textContent.trim() || one.tagName;
  })()`);
  return String(name).trim();
}

const isAt = (name: string | RegExp, now: string): boolean => (typeof name === 'string' ? now === name : name.test(now));

/** Presses Tab until the focus is at what has this name. Nothing that Tab does not come to is found. */
export async function tabTo(keyboard: Keyboard, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    if (isAt(name, await focused(keyboard))) return;
    await keyboard.page.keyboard.press(key);
  }
  throw new Error(`${key} does not come to ${name}; it is at ${await focused(keyboard)}`);
}

/** Until the focus comes by itself to what has this name. */
export async function focusComesTo(keyboard: Keyboard, name: string | RegExp): Promise<void> {
  const end = Date.now() + DEADLINE_MS;
  while (!isAt(name, await focused(keyboard)))
    if (Date.now() > end) throw new Error(`The focus is at ${await focused(keyboard)}, not at ${name}`);
}
