/** Product events, ticks and the clock: who gets an event, what the settings do to it, and an hour of ticks in no time. */
import { systemClock, virtualClock } from '../../../local/clock';
import { type Bench, bench } from './support';

const minute = 60_000;
const start = Date.parse('2026-11-21T10:00:00Z');
let clock = virtualClock(start);
let random = () => 0.5;
let at: Bench;
beforeEach(async () => {
  clock = virtualClock(start);
  random = () => 0.5;
  at = await bench({ clock, random: () => random(), settings: { autoTick: false } });
}, 120_000);
afterEach(() => at.stop());

const updated = (id: string, orders: unknown[] = []) => ({
  eventType: 'avi:confluence:updated:page',
  content: { id, type: 'page' },
  orders,
});
const contents = () => at.notes('event').map(({ content }) => content);

describe('an event', () => {
  it('reaches the triggers that name it, and nothing else', async () => {
    at.host.deliver(updated('1'));
    at.host.deliver({ eventType: 'avi:confluence:created:page', content: { id: '2' } });
    await at.host.idle();
    expect(contents()).toEqual(['1']);
    expect(at.host.meter.recent()).toMatchObject([{ kind: 'trigger', functionKey: 'on-event', moduleKey: 'page-events', outcome: 'ok' }]);
  });

  it('is withheld from an app without its scopes: trashed needs a write scope', async () => {
    at.host.deliver({ eventType: 'avi:confluence:trashed:page', content: { id: '1' } });
    await at.host.idle();
    expect(contents()).toEqual([]);
  });

  it('comes late, twice, not at all or out of order, as the settings say', async () => {
    at.host.settings.eventDelayMs = 3 * minute;
    at.host.deliver(updated('late'));
    await at.host.idle();
    expect(contents()).toEqual([]);
    await at.host.idle(4 * minute);
    expect(contents()).toEqual(['late']);

    Object.assign(at.host.settings, { eventDelayMs: 0, eventDuplicates: 1 });
    at.host.deliver(updated('twice'));
    await at.host.idle();
    expect(contents().slice(1)).toEqual(['twice', 'twice']);

    Object.assign(at.host.settings, { eventDuplicates: 0, eventLoss: 1 });
    at.host.deliver(updated('lost'));
    await at.host.idle();
    expect(contents()).toHaveLength(3);

    Object.assign(at.host.settings, { eventLoss: 0, eventReorder: 0.6 });
    at.host.deliver(updated('first'));
    random = () => 0.9;
    at.host.deliver(updated('second'));
    await at.host.idle(minute);
    expect(contents().slice(3)).toEqual(['second', 'first']);
  });

  it('is tried again four times when the function asks for it, and not when it throws', async () => {
    at.host.deliver(updated('asks', [{ do: 'retry', with: { retryAfter: 10, retryReason: 'LATER', retryData: {} } }]));
    at.host.deliver(updated('throws', [{ do: 'throw', message: 'no' }]));
    await at.host.idle(10 * minute);
    expect(
      at
        .notes('event')
        .filter(({ content }) => content === 'asks')
        .map(({ attempt }) => attempt),
    ).toEqual([0, 1, 2, 3, 4]);
    expect(contents().filter((content) => content === 'throws')).toHaveLength(1);
  });
});

describe('time', () => {
  it("is the host's in a function, and never runs backwards", async () => {
    clock.advance(365 * 24 * 60 * minute);
    const before = clock.now();
    const date = (await at.call('date')) as { now: number; fresh: string; given: string; isDate: boolean };
    expect(date.now).toBeGreaterThanOrEqual(before);
    expect(date.now).toBeLessThan(before + 10_000);
    expect(Date.parse(date.fresh)).toBeGreaterThanOrEqual(date.now);
    expect(date).toMatchObject({ given: '1970-01-01T00:00:00.000Z', isDate: true });
    const later = (await at.call('date')) as { now: number };
    expect(later.now).toBeGreaterThanOrEqual(date.now);
    expect(clock.now()).toBeGreaterThanOrEqual(later.now);
  });

  it('follows a clock that is set forward and back again', async () => {
    let shift = 0;
    const shifted = await bench({ clock: { now: () => Date.now() + shift, setTimer: systemClock().setTimer } });
    const ahead = async () => ((await shifted.call('date')) as { now: number }).now - Date.now();
    shift = 60 * minute;
    expect(Math.round((await ahead()) / minute)).toBe(60);
    shift = 0;
    expect(Math.abs(Math.round((await ahead()) / minute))).toBe(0);
    await shifted.stop();
  });

  it('brings a tick twice when the setting says so', async () => {
    Object.assign(at.host.settings, { autoTick: true, tickDuplicates: 1 });
    await at.host.install();
    await at.host.pass(5 * minute);
    expect(at.notes('tick')).toHaveLength(2);
  });

  it('passes by an hour of ticks in no time', async () => {
    at.host.settings.autoTick = true;
    await at.host.install();
    const began = performance.now();
    await at.host.pass(60 * minute);
    expect(performance.now() - began).toBeLessThan(10_000);
    const ticks = at.notes('tick').map((note) => Number(note.at));
    expect(ticks).toHaveLength(12);
    // The first comes within the first interval, the others at the interval (and the little real time that a tick takes).
    expect((ticks[0] ?? 0) - start).toBeGreaterThanOrEqual(2 * minute);
    for (const [n, at] of ticks.entries()) if (n > 0) expect(at - (ticks[n - 1] ?? 0)).toBeGreaterThan(4.9 * minute);
  });
});

it('ticks on demand and reports what it took', async () => {
  expect(await at.host.tick()).toMatchObject([
    { kind: 'scheduled', functionKey: 'on-tick', moduleKey: 'tick', outcome: 'ok', kvWriteUnits: 1 },
  ]);
  await expect(at.host.tick('nothing')).rejects.toThrow('nothing');
});

it('tells the app of its installation and of upgrades', async () => {
  await at.host.install();
  await at.host.upgrade('2.0.0');
  expect(at.notes('event').map(({ type }) => type)).toEqual(['avi:forge:installed:app', 'avi:forge:upgraded:app']);
});
