import type { SeedSpace } from '../../confluence/seed';
import { on, page, says, under } from '../page';
import { children, facts, h2, image, info, layout, layouts, p, table, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';
import { emailOf } from '../who';
import { engineeringBlog } from './blog';
import { adrs } from './decisions';
import { everything } from './everything';
import { firmware } from './firmware';
import { handbook } from './handbook';
import { hardware } from './hardware';
import { incidents } from './incidents';
import { oddPages } from './odd';
import { parameterReference } from './parameters';
import { platform } from './platform';
import { securityPages } from './security';

const home = page(
  'Engineering at Northwind Tides',
  'Tomas',
  830,
  {
    labels: ['home'],
    comments: [
      says(
        'Lena',
        'New colleagues tell me that this page is the first one that made them feel at home. Thank you.',
        says('Tomas', 'It is the seal.'),
      ),
      on('before the splash', 'Freya', 'Our motto, finally in writing.'),
    ],
  },
  layouts(
    layout(
      'two_right_sidebar',
      [
        p(
          'We listen to turbines where nobody else wants to stand. Forty people, 1,284 nodes in the water, and one rule above all others: be careful before the splash, and curious after it. :ocean:',
        ),
        p('New here? Begin with [[How we work]], set up your [[Development environment]], and keep the [[Glossary]] open.'),
      ],
      [info('Something is broken **now**? [[On call]] says whom to wake.')],
    ),
  ),
  image('team-on-the-quay.jpg', 'Fourteen people in survival suits on a quay, one of them holding a yellow buoy', {
    caption: 'Team photo, May. The buoy is PEL-0001.',
  }),
  h2('The parts'),
  table(
    ['Part', 'Begin here', 'Ask'],
    ['What swims and sinks', '[[Hardware]]', '@Yuki @Freya'],
    ['What runs on it', '[[Barnacle firmware]]', '@Yuki'],
    ['What runs ashore', '[[Platform]]', '@Tomas @Mei'],
    ['Why it is as it is', '[[Architecture decisions]]', '@Tomas'],
    ['How it stays ours', '[[Security]]', '@Mei'],
  ),
  h2('All pages'),
  children,
);

const archived = page(
  'Kelp 1 field guide (2021)',
  'Yuki',
  900,
  { status: 'archived', labels: ['hardware'] },
  warning('No Kelp 1 is in the water any more; the last one came up in March. Kept for the museum.'),
  facts(['Depth', '20 m'], ['Battery', '11 weeks'], ['Firmware', 'a while loop']),
  p(
    'Kelp 1 was a plastic tube with a data logger from a weather station. It had no radio: one dived for the data. Of nineteen, four leaked, one was eaten (see the photograph in the corridor) and fourteen proved that there was a company in this.',
  ),
  p('If you find one in a drawer: the cell in it is older than some colleagues. Give it to @Freya, do not charge it.'),
);

const trashed = page(
  'Copy of Kelp sensor node (2)',
  'Oscar',
  70,
  { status: 'trashed' },
  p('Made by accident while trying to export a table for an offer. The table in the offer was right in the end; this page was not.'),
  p('1.9 watts at full duty, 60 m, 14 months. Ask @Yuki before you quote any of it.'),
  table(
    ['Part', 'Price a piece', 'For the offer'],
    ['Node', 'see the offer tool', '× 14'],
    ['Adapter', 'see the offer tool', '× 14, old pattern'],
  ),
  p('Delete me after the review of the offer on {2026-09-18}. — I did. O.'),
);

const draft = page(
  'Thoughts on Kelp 4',
  'Yuki',
  9,
  { status: 'draft' },
  p('Not ready to be read. If you see this and your name is not Yuki, something is wrong with the permissions.'),
  ul(
    'Energy from the vibration itself? 3 mW measured, 40 needed.',
    'No connector at all: charge and talk through the wall.',
    'Ceramic housing. Expensive, transparent to sound, beautiful.',
  ),
  h2('Numbers that I would need'),
  table(
    ['Question', 'Who knows', 'By when'],
    ['Harvest from vibration at a real bearing, not on the shaker', 'me, at Skarvsund', '{2027-02-01}'],
    ['Data rate through 6 mm of ceramic', '@Mei', '{2027-02-15}'],
    ['What a housing costs at a thousand', 'the maker, unwillingly', '{2027-03-01}'],
  ),
  p('If one of the three is bad, Kelp 4 is Kelp 3 with a better board, and that would be no shame.'),
);

const roadmap = page(
  'Roadmap 2027',
  'Tomas',
  22,
  {
    labels: ['planning'],
    comments: [
      on(
        'two divers fewer',
        'Samuel',
        'Is this per visit or per year?',
        says('Tomas', 'Per visit. A visit has five today.'),
        says('Samuel', 'Then this is the most valuable line of the page.'),
      ),
      on(
        'a second region in Asia',
        'Ingrid',
        'Kaiyo makes their renewal depend on it. March would be wonderful.',
        says('Tomas', 'June is what I can promise. Let us talk to them together.'),
        says('Ingrid', 'Thursday, nine o’clock, theirs is seventeen.'),
      ),
      says(
        'Lena',
        'Please add who we need to hire for this, I start the adverts in December.',
        says('Tomas', 'Two: firmware, and one for Lagoon. Mei writes the profiles.'),
        says('Mei', 'Done, see People & Culture.'),
      ),
    ],
  },
  p('Three promises, in order. What is below the line is what we would like and do not promise.'),
  table(
    ['Quarter', 'Promise', 'Means for customers'],
    ['Q1', 'Short-lived certificates everywhere', 'nothing, if we do it right'],
    ['Q2', 'Lagoon in a second region in Asia', 'graphs in Kaiyo’s control room in 0.3 s instead of 2'],
    ['Q3', 'Kelp without a pigtail (prototype at sea)', 'two divers fewer for a swap'],
  ),
  h2('Below the line'),
  ul('Webhooks.', 'Blade life as a number with an error bar.', 'A dark tide curve that survives @Freya’s eyes.'),
  tasks(
    done('Talk to the five largest customers @Samuel {2026-11-12}'),
    todo('Numbers for hiring @Lena {2026-12-01}'),
    todo('Ask the board about the ceramic housing @Tomas {2027-01-20}'),
  ),
);

const spaceHome = under(
  home,
  handbook,
  hardware,
  firmware(parameterReference),
  platform,
  adrs,
  incidents,
  securityPages,
  roadmap,
  everything,
  oddPages,
  archived,
  trashed,
  draft,
);

export function engineering(): SeedSpace {
  return {
    key: 'ENG',
    name: 'Engineering',
    type: 'global',
    description: 'How Kelp, Pelican and the platform are built and run: handbook, designs, decisions, incidents.',
    admins: [emailOf('Tomas')],
    pages: [spaceHome],
    blogposts: engineeringBlog,
  };
}
