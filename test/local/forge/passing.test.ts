/** Letting time pass on a clock that does not stand still between two looks at it. */
import type { Clock } from '../../../local/clock';
import { pass } from '../../../local/forge/passing';
import type { HostTime } from '../../../local/forge/time';
import type { Work } from '../../../local/forge/work';

test.each([1, 2, 3, 4, 5, 6, 7, 8])('what falls due %d looks at the clock later is run before it ends', async (looks) => {
  let at = 0;
  const now = () => at++;
  const clock: Clock = {
    now,
    setTimer(_, fn) {
      const timer = setImmediate(fn);
      return () => clearImmediate(timer);
    },
  };
  const time: HostTime = {
    clock,
    virtual: null,
    now,
    begin: () => undefined,
    end: () => undefined,
    jump: () => undefined,
    flow: () => undefined,
  };
  let due: number | null = looks;
  const isQuiet = () => due === null || now() < due;
  const work: Work = {
    pump() {
      if (!isQuiet()) due = null;
    },
    nextDueAt: () => (due !== null && now() < due ? due : null),
    isQuiet,
    quiet: async () => undefined,
    settled: () => undefined,
    stop: () => undefined,
  };
  await pass({ time, work }, 1_000, 'events');
  expect(due).toBeNull();
});
