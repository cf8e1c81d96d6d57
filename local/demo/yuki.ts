import type { SeedSpace } from '../confluence/seed';
import { on, page, says, under } from './page';
import { code, h2, h3, info, matrix, ol, p, quote, table, ul } from './storage';
import { done, tasks, todo } from './tasks';
import { emailOf, personalSpaceKey } from './who';

/** A personal space: half notebook, half workshop, as they are. */

const home = page(
  'Yuki’s overview',
  'Yuki',
  600,
  {},
  p(
    'Notes to myself, readable by others, owed to nobody. If something here is right, it belongs into [[ENG:Engineering at Northwind Tides]]; please nag me.',
  ),
  ul('[[Reading list]]', '[[Things that surprised me]]', '[[One-on-one notes]] (only I can read those)'),
  h2('Now'),
  table(
    ['On the bench', 'On the desk', 'In the head'],
    ['board 3.3, respin ordered', 'a paper on quartz', 'Kelp without a connector'],
    ['soak test of the next train', 'unanswered mail from the pool', 'whether herons sleep'],
  ),
  p('I answer chat in the morning and after four. Between them I am probably holding something that must not be put down.'),
);

const reading = page(
  'Reading list',
  'Yuki',
  320,
  {
    kind: 'live',
    comments: [says('Mei', 'The one on crystal ageing is on my desk. Reading hour in December?', says('Yuki', 'Yes! Bring the figures.'))],
  },
  table(
    ['What', 'Why', 'State'],
    ['A survey of underwater acoustic links', 'we are at 300 bit/s and they are not', '{green:READ}'],
    ['Ageing of quartz below 4 °C', 'explains [[ENG:Time keeping below water]]', '{blue:READING}'],
    ['Raptor codes, the long version', 'the short version lied', '{yellow:HALF}'],
    ['A history of lightships', 'no reason', '{green:READ TWICE}'],
  ),
  p('Rule: nothing enters the list without a person who would like to talk about it.'),
);

const surprises = page(
  'Things that surprised me',
  'Yuki',
  280,
  {},
  h3('Shrimps'),
  p(
    'Snapping shrimps make the loudest noise of a warm harbour, 200 dB at arm’s length. Our first southern bursts were 80 % shrimp. `filter.despike` exists because of them.',
  ),
  h3('Titanium galls'),
  p('Two clean titanium threads weld themselves together at 12 Nm, without a sound. Grease. Always grease.'),
  h3('People read the error text'),
  p('I changed “E17” to “the lid is not closed to the mark”. Support calls on it went from nine a month to none.'),
  quote('The sea is an excellent fuzzer.', '— me, at the demo, hoping that somebody would laugh'),
  h3('Cold makes some cables longer'),
  p(
    'Not the copper, the jacket: it stiffens, and a loop that hung neatly in the hall stands out like a handle at four degrees. A diver’s fin found it. We now clip each 20 cm.',
  ),
  table(['Temperature', 'Bend radius of the pigtail'], ['20 °C', '35 mm'], ['8 °C', '60 mm'], ['4 °C', '90 mm, and a will of its own']),
);

const oneOnOne = page(
  'One-on-one notes',
  'Yuki',
  150,
  { restrictedTo: { users: ['Yuki'] } },
  p('Restricted to me. Topics for my hour with Tomas.'),
  tasks(
    done('Say that two trains a year would be enough {2026-10-05}'),
    todo('Ask for a second pair of hands before Kelp 4, not after {2026-12-02}'),
    todo('Apprentice from the vocational school? {2027-01-10}'),
  ),
  p('He asked what I would do with a free month. I said: sleep, then a connector without a connector. He wrote it down.'),
);

const acoustic = page(
  'Acoustic modem experiments',
  'Yuki',
  230,
  {
    comments: [
      on(
        'the pool at six',
        'Freya',
        'So this is what the swimming club complains about.',
        says('Yuki', 'We asked! They said “as long as it does not glow”.'),
      ),
    ],
  },
  p('Evenings in the pool at six in the morning, when nobody swims. Two transducers, one laptop in a sandwich bag.'),
  matrix(
    ['Scheme', 'Bit/s, pool', 'Bit/s, harbour', 'Errors'],
    ['FSK, as shipped', '300', '300', '1 in 10⁴'],
    ['PSK', '1,200', '240', 'when a ferry passes: all'],
    ['Chirps', '450', '430', '1 in 10⁵'],
  ),
  h2('Conclusion so far'),
  p(
    'Chirps do not care about echoes. They cost a multiplication for each sample, which the new board can spare while it is not measuring.',
  ),
  code(
    'python',
    'import numpy as np\n\ndef chirp(bit: int, rate: int = 96_000, seconds: float = 0.02):\n    t = np.arange(int(rate * seconds)) / rate\n    f0, f1 = (23e3, 27e3) if bit else (27e3, 23e3)\n    return np.sin(2 * np.pi * (f0 * t + (f1 - f0) / (2 * seconds) * t**2))',
  ),
);

const chirpLog = page(
  'Chirp log, harbour',
  'Yuki',
  30,
  {},
  table(
    ['Day', 'Distance', 'Noise', 'Received', 'Remark'],
    ['{2026-10-21}', '120 m', 'calm', '2,000 of 2,000', ''],
    ['{2026-10-22}', '300 m', 'ferry', '1,988 of 2,000', 'the twelve are one block'],
    ['{2026-10-29}', '300 m', 'rain', '1,999 of 2,000', 'rain is louder than I thought'],
    ['{2026-11-05}', '640 m', 'calm', '1,640 of 2,000', 'beyond the pier: shadow'],
  ),
  p('Next: from the boat shed to Skarv control, 1.1 km, on a night without wind. Needs a second person and a thermos.'),
);

const bread = page(
  'Mei’s bread, as far as I understood it',
  'Yuki',
  90,
  { labels: ['fun'], comments: [says('Mei', 'Step 3 is wrong and I shall not say how.', says('Yuki', 'I know. Mine floats.'))] },
  ol(
    'Flour 500 g, water 380 g, salt 10 g, starter 100 g. By weight; she looks at you if you say “cup”.',
    'Wait. This is the recipe.',
    'Fold four times, an hour apart, like a neap tide.',
    'Night in the fridge at 4 °C. (The climate box works. I did not say that.)',
    '250 °C in an iron pot, 25 minutes closed, 20 open.',
  ),
  info('Hydration of 76 % behaves like a non-Newtonian sea state.'),
  table(
    ['Attempt', 'What I changed', 'Result'],
    ['1', 'nothing, I thought', 'a discus'],
    ['4', 'weighed the water', 'bread, by law'],
    ['7', 'waited as long as it says', '@Tomas ate half of it and asked nothing'],
  ),
);

const spaceHome = under(home, reading, surprises, oneOnOne, under(acoustic, chirpLog), bread);

export function yukisSpace(): SeedSpace {
  return {
    key: personalSpaceKey('Yuki'),
    name: 'Yuki Hartmann',
    type: 'personal',
    description: 'Notes to myself.',
    admins: [emailOf('Yuki')],
    pages: [spaceHome],
  };
}
