/** What a selection file would send and withdraw is counted for the spaces that it changes something for, and for no others. */
import { openSite, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await openSite();
  await site.mirror('TIDE', 'OPS');
}, 180_000);
afterAll(() => site?.stop());

const check = async (from: string | RegExp, to: string) => {
  const { yaml } = await site.call('exportSelection');
  const changed = yaml.replace(from, to);
  expect(changed).not.toBe(yaml);
  const answer = await site.call('checkSelectionFile', { yaml: changed });
  if (!answer.ok) throw new Error(JSON.stringify(answer.errors));
  return { texts: answer.changes.map(({ text }) => text), keys: answer.forecast?.spaces.map(({ spaceKey }) => spaceKey) };
};

test('what only tells of the selection, or says when, needs no count', async () => {
  expect(await check("instructions: ''", 'instructions: Ask the harbour office.')).toEqual({
    texts: ['Policy, instructions: "" becomes "Ask the harbour office."'],
    keys: [],
  });
  expect(await check(/graceMinutes: \d+/, 'graceMinutes: 5')).toMatchObject({ keys: [] });
});

test('what decides is counted in each space', async () => {
  expect(await check('archived: false', 'archived: true')).toMatchObject({ keys: ['OPS', 'TIDE'] });
});

test('rules are counted in their space', async () => {
  expect(await check('      - include space', '      - exclude space')).toMatchObject({ keys: ['OPS'] });
});
