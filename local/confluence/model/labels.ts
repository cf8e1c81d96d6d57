import { type Context, ModelError } from './context';
import type { Label } from './types';

/** The site's label of this name, made at its first use. */
export function labelNamed({ state }: Context, name: string, prefix: Label['prefix'] = 'global'): Label {
  const key = `${prefix}:${name}`;
  const label = state.labels.get(key) ?? { id: state.nextId(), name, prefix };
  state.labels.set(key, label);
  return label;
}

/** Labels are lower case and without blanks, as Confluence makes them. */
export function cleanLabel(name: string): string {
  const clean = name.trim().toLowerCase();
  if (!/^[^\s:;,.?&[\](){}#^*!@]+$/.test(clean))
    throw new ModelError(400, 'A label has no blanks and none of : ; , . ? & [ ] ( ) # ^ * ! @');
  return clean;
}
