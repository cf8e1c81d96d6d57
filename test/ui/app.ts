/** Runs the real UI Kit bundle without a browser: its code in a context of its own, a bridge of the test's, and the trees that it sends. */
import { createContext, runInContext } from 'node:vm';
import { decodeHTML } from 'entities';
import type { PageStatusApi, PageStatusCall } from '../../src/api/pageStatus';
import { uiKitScript } from './bundle';

export interface ForgeDoc {
  type: string;
  props: Record<string, unknown>;
  children: ForgeDoc[];
  key: string;
}
/** A rejection is what a resolver throws. */
export type Resolvers = { [K in PageStatusCall]: (payload: PageStatusApi[K]['payload']) => Promise<PageStatusApi[K]['answer']> };

export interface App {
  asked: { functionKey: string; payload: unknown }[];
  flags: { title?: string; type?: string }[];
  /** From here on, these answer in the place of those before. */
  answer(changes: Partial<Resolvers>): void;
  /** All that a reader would see, one line for each element with text of its own. */
  text(): string;
  all(type: string): ForgeDoc[];
  /** The names of the buttons that can be pressed. */
  buttons(): string[];
  press(name: string): Promise<void>;
  /** Lets everything happen that needs no time. */
  settled(): Promise<void>;
  /** Lets time pass for the app's own timers. */
  pass(ms: number): Promise<void>;
}

const unasked = async (): Promise<never> => {
  throw new Error('The test gives no answer to this call.');
};

export async function startApp(
  answers: Partial<Resolvers>,
  context: Record<string, unknown> = { locale: 'en-GB', timezone: 'UTC' },
): Promise<App> {
  const resolvers: Resolvers = { pageStatus: unasked, previewPage: unasked, sendNow: unasked, choosePage: unasked, ...answers };
  const asked: App['asked'] = [];
  const flags: App['flags'] = [];
  const clock = manualTimers();
  let doc: ForgeDoc = { type: 'Root', props: {}, children: [], key: '' };
  const commands: Record<string, (data: never) => unknown> = {
    getContext: () => context,
    reconcile: ({ forgeDoc }: { forgeDoc: ForgeDoc }) => {
      doc = forgeDoc;
    },
    showFlag: (flag: { title?: string; type?: string }) => void flags.push(flag),
    async invoke({ functionKey, payload }: { functionKey: string; payload: unknown }) {
      asked.push({ functionKey, payload });
      if (!Object.hasOwn(resolvers, functionKey)) throw new Error(`The app calls a resolver that is not in PageStatusApi: ${functionKey}`);
      // The wire has no types: the payload is what the app's own typed call made.
      const resolve = resolvers[functionKey as PageStatusCall] as (payload: unknown) => Promise<unknown>;
      try {
        return await resolve(payload);
      } catch (error) {
        // As Forge's bridge words it.
        throw new Error(`There was an error invoking the function - ${error instanceof Error ? error.message : error}`);
      }
    },
  };
  const __bridge = {
    async callBridge(command: string, data: unknown) {
      const run = commands[command];
      if (!run) throw new Error(`The app uses a bridge command that the test does not answer: ${command}`);
      return run(data as never);
    },
  };
  // webpack asks where its script came from, and the parser of Markdown lets an element say what a named character is.
  const document = {
    currentScript: { tagName: 'SCRIPT', src: 'https://app.invalid/page-status.js' },
    createElement: () => ({
      innerHTML: '',
      get textContent() {
        return decodeHTML(this.innerHTML);
      },
    }),
  };
  const globals = { __bridge, document, console, crypto, Intl, setImmediate, TextEncoder, performance, ...clock.functions };
  const sandbox = createContext(globals);
  runInContext('globalThis.self = globalThis; globalThis.window = globalThis;', sandbox);
  runInContext(uiKitScript(), sandbox);

  const settled = async (): Promise<void> => {
    // React's scheduler and the bridge's promises take a few turns of the loop for one commit.
    for (let turn = 0; turn < 40; turn++) {
      clock.runDue();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const all = (type: string): ForgeDoc[] => walk(doc).filter((one) => one.type === type);
  const isPressable = ({ type, props }: ForgeDoc): boolean =>
    (type === 'Button' || type === 'LoadingButton') && props.isDisabled !== true && props.isLoading !== true;
  const pressable = (): ForgeDoc[] => walk(doc).filter(isPressable);
  await settled();
  return {
    asked,
    flags,
    answer: (changes) => void Object.assign(resolvers, changes),
    text: () => linesOf(doc).join('\n'),
    all,
    buttons: () => pressable().map(textOf),
    async press(name) {
      const button = pressable().find((one) => textOf(one) === name);
      if (!button) throw new Error(`There is no button "${name}" to press; there are: ${pressable().map(textOf).join(', ')}`);
      (button.props.onClick as (event: unknown) => void)({ type: 'click' });
      await settled();
    },
    settled,
    async pass(ms) {
      clock.pass(ms);
      await settled();
    },
  };
}

const walk = (doc: ForgeDoc): ForgeDoc[] => [doc, ...doc.children.flatMap(walk)];
export const textOf = (doc: ForgeDoc): string => (doc.type === 'String' ? String(doc.props.text) : doc.children.map(textOf).join(''));

/** Properties that a reader sees as text. */
const texts = ['title', 'header', 'description', 'text', 'caption'] as const;
const inline = new Set(['Text', 'Heading', 'Lozenge', 'ListItem', 'Button', 'LoadingButton', 'ModalTitle', 'Code', 'Cell', 'Tab']);
function linesOf(doc: ForgeDoc): string[] {
  if (inline.has(doc.type)) return [textOf(doc)];
  const own = texts.flatMap((name) => (typeof doc.props[name] === 'string' && doc.type !== 'String' ? [doc.props[name]] : []));
  return [...own, ...doc.children.flatMap(linesOf)];
}

/** Timers that run when the test says so. */
function manualTimers() {
  let now = 0;
  let last = 0;
  const waiting = new Map<number, { at: number; run: () => void }>();
  const setTimeout = (run: () => void, ms = 0): number => {
    waiting.set(++last, { at: now + ms, run });
    return last;
  };
  const clearTimeout = (id: number): void => void waiting.delete(id);
  const runDue = (): void => {
    for (const [id, { at, run }] of [...waiting]) {
      if (at > now) continue;
      waiting.delete(id);
      run();
    }
  };
  return {
    functions: { setTimeout, clearTimeout, queueMicrotask },
    runDue,
    pass: (ms: number) => {
      now += ms;
      runDue();
    },
  };
}
