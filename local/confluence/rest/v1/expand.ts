import type { Call } from '../call';

/** The JSON of v1: what `expand` names is there, all else is an empty string under `_expandable`. */

export type Expand = Set<string>;

/** `history.lastUpdated` expands `history`, too. */
export function expandOf(call: Call): Expand {
  const paths = call.query
    .getAll('expand')
    .flatMap((value) => value.split(','))
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return new Set(paths.flatMap((path) => path.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'))));
}
