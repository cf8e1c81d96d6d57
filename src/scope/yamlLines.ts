import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml/browser';

/** Where something stands in a YAML text: its own line, and its fields' or items'. */
interface Place {
  line: number;
  fields: Map<string, Place>;
  items: Place[];
}

/**
 * Says on which line (from 1) the part of a YAML document is that a path of fields and items leads to; of what is not there, the nearest
 * around it. The text must be YAML.
 */
export function linesOf(yaml: string): (path: readonly PropertyKey[]) => number {
  const root = placesOf(yaml);
  return (path) => {
    let at = root;
    for (const part of path) {
      const next = typeof part === 'number' ? at.items[part] : at.fields.get(String(part));
      if (!next) break;
      at = next;
    }
    return at === root ? 0 : at.line;
  };
}

function placesOf(yaml: string): Place {
  const starts = lineStarts(yaml);
  const events = parseEvents(yaml, {});
  let at = 0;
  const next = (): Event | undefined => events[at++];
  const isOver = () => events[at] === undefined || events[at]?.type === EVENT_ID.POP;
  const read = (): Place => {
    const event = next();
    const place: Place = { line: lineAt(starts, startOf(event)), fields: new Map(), items: [] };
    if (event?.type === EVENT_ID.SEQUENCE) {
      while (!isOver()) place.items.push(read());
      next();
    } else if (event?.type === EVENT_ID.MAPPING) {
      while (!isOver()) {
        const key = events[at];
        const { line } = read();
        const value = read();
        // A field stands where its name does, whatever lines its value has.
        if (key?.type === EVENT_ID.SCALAR) place.fields.set(getScalarValue(yaml, key), { ...value, line });
      }
      next();
    }
    return place;
  };
  const first = next();
  return first?.type === EVENT_ID.DOCUMENT && !isOver() ? read() : { line: 0, fields: new Map(), items: [] };
}

function startOf(event: Event | undefined): number {
  if (!event) return 0;
  if ('valueStart' in event) return event.valueStart;
  return 'start' in event ? event.start : 0;
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
}

function lineAt(starts: readonly number[], position: number): number {
  const after = starts.findIndex((start) => start > position);
  return after < 0 ? starts.length : after;
}
