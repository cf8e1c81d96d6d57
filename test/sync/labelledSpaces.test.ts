/** A space with a label that keeps out. In the simulation's world, with calm weather. */
import type { Ports } from '../../src/sync';
import { wholeSpace } from '../../src/sync/select';
import { checkSpaces } from '../../src/sync/spaces';
import { type Calm, openCalm } from '../sim/calm';
import * as edits from '../sim/confluence/edits';

/** More than go without a word where it might be a mistake. */
const PAGES = 25;
let play: Calm;
beforeEach(async () => {
  play = await openCalm();
  for (let n = 0; n < PAGES; n += 1) play.page();
  await play.choose(wholeSpace);
  expect(documents()).toHaveLength(PAGES);
  edits.labelSpace(play.editor, '1', 'no-ai');
  await play.settle();
});

const documents = () => play.files().filter((path) => /\(\d+\)\.md$/.test(path));
const selected = () => play.answerOf(({ store }) => store.settings.selectedSpace('1'));

it('is withdrawn without a question: it is the word of somebody who administers it', () => {
  expect(documents()).toEqual([]);
});

it('stays closed while Confluence does not say how it is labelled', async () => {
  const unsaid = async (ports: Ports) => {
    const space: Ports['confluence']['space'] = async (id) => {
      const said = await ports.confluence.space(id);
      return said && { ...said, labels: null };
    };
    const [one] = (await ports.store.settings.selection()).spaces;
    if (one) await checkSpaces({ ...ports, confluence: { ...ports.confluence, space } }, [one]);
  };
  expect(await selected()).toMatchObject({ isLabelledOut: true });
  await play.answerOf(unsaid);
  expect(await selected()).toMatchObject({ isLabelledOut: true });
  await play.settle();
  expect(documents()).toEqual([]);
});
