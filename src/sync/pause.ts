import type { Millis } from '../content';
import type { Ports } from './ports';

/** How old a look at the policy may be. A read for each content would cost more than what it saves. */
const LOOK_MS = 1_000;

const looks = new WeakMap<Ports, { at: Millis; paused: Promise<boolean> }>();

/** Whether the site's policy has everything paused, as it was a second ago at most. Contents that are worked on side by side ask once. */
export function isPaused(ports: Ports): Promise<boolean> {
  const last = looks.get(ports);
  if (last && ports.now() - last.at < LOOK_MS) return last.paused;
  const paused = ports.store.settings.policy().then((policy) => policy.paused);
  looks.set(ports, { at: ports.now(), paused });
  // A failure is not remembered: whoever comes next looks again.
  paused.catch(() => looks.delete(ports));
  return paused;
}
