/** --data: what people did in the local Confluence is there again at the next start. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { journalIn } from '../../../local/cli/journal';
import { shiftableClock } from '../../../local/cli/shiftableClock';
import { virtualClock } from '../../../local/clock';
import { createModel, type Model } from '../../../local/confluence/model';
import type { SeedSite } from '../../../local/confluence/seed';
import { defaultSettings } from '../../../local/confluence/settings';
import { people } from '../../../local/people';

const seed: SeedSite = {
  host: 'tiny.example',
  spaces: [
    {
      key: 'T',
      name: 'Tiny',
      type: 'global',
      pages: [{ title: 'Home', body: '<p>Hello.</p>', children: [{ title: 'Child', body: '<p>Small.</p>' }] }],
    },
  ],
};
const who = people[0]?.accountId ?? '';
const start = Date.parse('2026-11-21T10:00:00Z');

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function open(now: number): { model: Model; clock: ReturnType<typeof virtualClock> } {
  const clock = virtualClock(now);
  const journal = journalIn(path.join(dir, 'confluence.ndjson'), seed, clock);
  const model = createModel({ seed, clock: journal.clock, settings: defaultSettings });
  journal.attach(model);
  return { model, clock };
}
const database = (model: Model) =>
  JSON.stringify([[...model.state.contents], [...model.state.comments], [...model.state.tasks], [...model.state.spaces]]);
const idOf = (model: Model, title: string) => [...model.state.contents.values()].find((content) => content.title === title)?.id ?? '';

test('edits, comments, moves, restrictions and trash come back with the same ids and times', () => {
  const { model, clock } = open(start);
  clock.advance(60_000);
  const spaceId = [...model.state.spaces.keys()][0] ?? '';
  const page = model.createPage(who, { spaceId, title: 'New', parentId: idOf(model, 'Home'), body: '<p>New.</p>' });
  clock.advance(1_000);
  model.updatePage(who, page.id, { body: '<p>Newer.</p>', title: 'Newer' });
  const comment = model.addComment(who, { contentId: page.id, body: '<p>Good.</p>' });
  model.reply(who, comment.id, '<p>Thanks.</p>');
  model.restrictRead(who, page.id, { users: [who], groups: [] });
  model.trashPage(who, idOf(model, 'Child'));

  const again = open(start + 5_000_000).model;
  expect(database(again)).toBe(database(model));
  expect(again.state.contents.get(page.id)?.versions.map((version) => version.at)).toEqual([start + 60_000, start + 61_000]);

  again.renamePage(who, page.id, 'Third start');
  expect(idOf(open(start + 9_000_000).model, 'Third start')).toBe(page.id);
});

test('a change that was refused is not kept', () => {
  const { model } = open(start);
  expect(() => model.updatePage(who, 'none', { body: '' })).toThrow();
  expect(readFileSync(path.join(dir, 'confluence.ndjson'), 'utf8').trim().split('\n')).toHaveLength(1);
});

test('a line that a kill cut off is passed over; a broken one before it is an error', () => {
  const { model } = open(start);
  model.renamePage(who, idOf(model, 'Child'), 'Grown');
  const file = path.join(dir, 'confluence.ndjson');
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, `${whole}{"at":1,"chan`);
  expect(idOf(open(start).model, 'Grown')).not.toBe('');
  writeFileSync(file, `{"broken\n${whole}`);
  expect(() => open(start)).toThrow(/Line 1 of .* is broken/);
});

test('a folder that was kept with other content is refused', () => {
  open(start);
  const clock = virtualClock(start);
  expect(() => journalIn(path.join(dir, 'confluence.ndjson'), { ...seed, host: 'other.example' }, clock)).toThrow(
    /other content.*another --data/,
  );
});

test('time that is let pass runs the timers that fall due meanwhile, and no others', () => {
  const base = virtualClock(1000);
  const clock = shiftableClock(base);
  const ran: string[] = [];
  clock.setTimer(5_000, () => ran.push('soon'));
  clock.setTimer(50_000, () => ran.push('later'));
  const cancel = clock.setTimer(5_000, () => ran.push('cancelled'));
  cancel();
  clock.shift(10_000);
  expect(clock.now()).toBe(11_000);
  base.advance(0);
  expect(ran).toEqual(['soon']);
  base.advance(40_000);
  expect(ran).toEqual(['soon', 'later']);
});
