/**
 * What UI Kit sends on every commit: the whole tree of what the app shows, as data. Functions in props are remote: calling one runs it in
 * the app's frame. The shape is the one that @forge/react's reconciler builds.
 */
export interface ForgeDoc {
  type: string;
  props: Record<string, unknown>;
  children: ForgeDoc[];
  /** The same for one element from commit to commit. */
  key: string;
}

export type Handler = (event?: unknown) => void;

export const textProp = ({ props }: ForgeDoc, name: string): string | undefined =>
  typeof props[name] === 'string' ? (props[name] as string) : undefined;
export const flagProp = ({ props }: ForgeDoc, name: string): boolean => props[name] === true;
export const numberProp = ({ props }: ForgeDoc, name: string): number | undefined =>
  typeof props[name] === 'number' ? (props[name] as number) : undefined;

/** A function of the app's. It is told of the event only what can be sent: an event of this page is not the app's to see. */
export function handlerProp({ props }: ForgeDoc, name: string): Handler | undefined {
  const handler = props[name];
  // What a function in props takes is the app's business; the wire has no types.
  return typeof handler === 'function' ? (event) => void (handler as Handler)(event) : undefined;
}

/** All text below, as for the label of something. */
export const textOf = (doc: ForgeDoc): string => (doc.type === 'String' ? String(doc.props.text ?? '') : doc.children.map(textOf).join(''));

export const childOf = (doc: ForgeDoc, type: string): ForgeDoc | undefined => doc.children.find((child) => child.type === type);
