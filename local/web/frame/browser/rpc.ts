/**
 * Calls both ways over a MessagePort, with functions as arguments and answers: the bridge's `on`, `createHistory`, `openModal`
 * and the actions of a flag hand functions over.
 */
export type Fn = (...args: never[]) => unknown;
export type Call = (name: string, ...args: unknown[]) => Promise<unknown>;

type Message =
  | { type: 'call'; id: number; name: string; args: unknown[] }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'error'; id: number; message: string };

/** @param offered what the other side may call by name */
export function connectPort(port: MessagePort, offered: Record<string, Fn>): Call {
  let last = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const functions = new Map<string, Fn>(Object.entries(offered));
  const names = new WeakMap<Fn, string>();
  const send = (message: Message): void => port.postMessage(message);

  const call: Call = (name, ...args) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      send({ type: 'call', id, name, args: args.map(wrap) });
    });

  const nameOf = (fn: Fn): string => {
    const known = names.get(fn);
    if (known) return known;
    const name = `function ${++last}`;
    names.set(fn, name);
    functions.set(name, fn);
    return name;
  };
  const wrap = (value: unknown): unknown =>
    // A function here came through an untyped channel: its parameters are checked by whoever wrote both ends.
    typeof value === 'function' ? { $function: nameOf(value as Fn) } : mapInside(value, wrap);
  const unwrap = (value: unknown): unknown => {
    if (isPlain(value) && typeof value.$function === 'string') {
      const name = value.$function;
      return (...args: unknown[]) => call(name, ...args);
    }
    return mapInside(value, unwrap);
  };

  async function answer(message: Extract<Message, { type: 'call' }>): Promise<void> {
    try {
      const fn = functions.get(message.name);
      if (!fn) throw new Error(`The other side offers no function "${message.name}"`);
      // Arguments from the wire have no types; `Fn` refuses them without this.
      const value = await (fn as (...args: unknown[]) => unknown)(...message.args.map(unwrap));
      send({ type: 'answer', id: message.id, value: wrap(value) });
    } catch (error) {
      send({ type: 'error', id: message.id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  port.onmessage = (event: MessageEvent<Message>) => {
    const message = event.data;
    if (message.type === 'call') return void answer(message);
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'answer') caller?.resolve(unwrap(message.value));
    else caller?.reject(new Error(message.message));
  };
  return call;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function mapInside(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
  return value;
}
