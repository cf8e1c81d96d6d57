import { on, page, says, under } from '../page';
import { children, code, facts, h2, include, info, matrix, note, ol, p, table, tip, ul } from '../storage';
import { decisions, tasks, todo } from '../tasks';
import { onCallPages } from './onCall';

const howWeWork = page(
  'How we work',
  'Tomas',
  700,
  { labels: ['handbook'] },
  p(
    'Everything here follows from one fact: our hardware spends five years under thirty metres of moving water, and a visit costs more than a month of salaries. We get few chances to correct a mistake, so we spend our care before the splash and not after it.',
  ),
  children,
  h2('Three habits'),
  ul(
    '**Write it down where the next person looks.** A decision is not made until it has a record under [[Architecture decisions]].',
    '**Rehearse the unpleasant.** Every quarter we pull the plug on something real; see [[Game days]].',
    '**Small changes, always reversible.** If you cannot say how to undo it, it is not ready for review.',
  ),
  h2('Where to find us'),
  facts(
    ['Chat', '`#eng` for everyone, `#eng-firmware`, `#eng-platform`, `#eng-bench` for the teams'],
    ['Weekly demo', 'Thursdays 14:00 in the boat shed; remote people get the good microphone'],
    ['Who decides', '@Tomas for the platform, @Mei for security, @Yuki for firmware, @Freya for anything a customer can see'],
  ),
);

const review = page(
  'Code review',
  'Mei',
  610,
  {
    labels: ['handbook', 'process'],
    comments: [
      on(
        'one working day',
        'Yuki',
        'Does this hold for firmware as well? Flashing the bench takes an afternoon.',
        says('Mei', 'Yes for the first look, no for the approval. I will say so.'),
        says('Yuki', 'Good. That is what we do anyway.'),
      ),
      says('Freya', 'The part on tone is the one I send to every new colleague. Thank you for writing it.'),
    ],
  },
  p(
    'A review answers two questions: will this do what it says, and will someone understand it at three in the morning? Style is the formatter’s business and taste is nobody’s.',
  ),
  h2('What an author owes'),
  ul(
    'A description that says **why**. The diff says what.',
    'A change of at most 400 lines; split the rest.',
    'Proof: a test that failed before, a bench log, a screenshot.',
    'The way back: which flag, which revert, which migration.',
  ),
  h2('What a reviewer owes'),
  ol(
    'A first answer within one working day.',
    'A clear verdict: *approve*, *approve with remarks*, or *not yet, because*.',
    'Remarks that say how much they matter. We prefix them:',
  ),
  table(
    ['Prefix', 'Meaning', 'Blocks?'],
    ['`must:`', 'Wrong, unsafe, or irreversible', '{red:YES}'],
    ['`should:`', 'Worth an argument before merging', '{yellow:USUALLY}'],
    ['`could:`', 'An idea; ignore it freely', '{green:NO}'],
    ['`praise:`', 'Something others should copy', '{green:NO}'],
  ),
  h2('Tone'),
  p(
    'Review the change, never the person. “This loses the last sample when the ring wraps” is useful; “you forgot” is not. If a thread reaches its fifth message, talk, then write down what you agreed.',
  ),
);

const definitionOfDone = page(
  'Definition of done',
  'Tomas',
  580,
  { labels: ['handbook', 'process'] },
  p('Done means that nobody has to remember anything. Copy the list into the ticket and tick it honestly.'),
  tasks(
    todo('Tests cover the new behaviour and the failure next to it'),
    todo(
      'Metrics exist, and the dashboard shows them',
      todo('One number says whether customers are affected'),
      todo('The alert has a runbook page under [[OPS:Runbooks]]'),
    ),
    todo('Documentation changed in the same merge request'),
    todo('The feature can be switched off without a deployment'),
    todo('Support has seen it: @Samuel or @Freya said yes in the ticket'),
  ),
  note(
    'For firmware, “can be switched off” means the bootloader can fall back to the previous image **without** a working radio. See [[Barnacle boot sequence]].',
  ),
  p(
    'What is not on the list: a second environment, a sign-off meeting, a release note in three languages. We tried each of them and found that they replaced thinking.',
  ),
);

const releaseTrain = page(
  'Release train',
  'Tomas',
  390,
  {
    labels: ['process', 'release'],
    comments: [
      says(
        'Ingrid',
        'May I put the dates into the customer newsletter?',
        says('Tomas', 'The quarter, not the day, please. Firmware dates depend on the weather window.'),
        says('Ingrid', 'Quarter it is.'),
      ),
    ],
  },
  p(
    'The platform ships every working day at 11:00. Firmware leaves with a train: four a year, with a fixed departure and no reserved seats. What is not ready waits for the next one.',
  ),
  matrix(
    ['Train', 'Code freeze', 'Bench soak', 'First ten devices', 'Whole fleet'],
    ['4.11 “Dogger”', '{2026-06-05}', '14 days', '{2026-06-22}', '{2026-07-13}'],
    ['4.12 “Fisher”', '{2026-09-04}', '14 days', '{2026-09-21}', '{2026-10-12}'],
    ['4.13 “Viking”', '{2026-12-04}', '21 days', '{2027-01-11}', '{2027-02-01}'],
  ),
  p(
    'Soak means that forty nodes run the image on the bench while the wave tank plays back last winter’s worst week. A single unexplained reboot stops the train.',
  ),
  h2('Rollback'),
  code(
    'bash',
    '# Put one gateway back to the image it ran before. The node keeps both.\nebbctl fleet rollback --gateway PEL-0417 --to previous\n\n# And see what the nodes below it run now\nebbctl node list --gateway PEL-0417 --columns id,image,uptime',
    'Roll back one gateway',
  ),
  include('excerpt-include', 'On call', { excerptName: 'promise' }),
);

const tooling = page(
  'Development environment',
  'Yuki',
  330,
  { labels: ['handbook', 'onboarding'] },
  p('From a blank laptop to a green build in under an hour. If it takes longer, the page is wrong: correct it while you remember.'),
  ol(
    'Ask @Ada for the repositories and a hardware key.',
    [
      'Install the toolchain:',
      code(
        'bash',
        'curl --proto "=https" -sSf https://tools.northwind-tides.example/bootstrap | sh\nebb-dev doctor        # says what is missing, and how to get it',
      ),
    ],
    [
      'Flash a bench node. The red ones are free to take, the yellow ones belong to a soak test.',
      code(
        'console',
        '$ barnacle flash --port /dev/ttyACM0 --image target/kelp-dev.bin\nerasing  ######################## 512 KiB\nwriting  ######################## 318 KiB\nverify   ok   crc32=0x5be1c0d7\nnode 7f:3a says: "still wet"',
      ),
    ],
    'Run the tests of the part you will work on; the whole suite takes 40 minutes and is CI’s job.',
  ),
  h2('Editor settings we share'),
  code(
    'json',
    '{\n  "editor.rulers": [100],\n  "files.insertFinalNewline": true,\n  "rust-analyzer.cargo.target": "thumbv7em-none-eabihf",\n  "rust-analyzer.check.command": "clippy"\n}',
    '.vscode/settings.json',
  ),
  tip('The bench network is `bench.lan`. It has no route to the internet on purpose; use the mirror that `ebb-dev` sets up.'),
);

const glossary = page(
  'Glossary',
  'Freya',
  640,
  { labels: ['handbook', 'onboarding'] },
  p('Words that mean something particular here. Tidal people, web people and lawyers use the same ones for different things.'),
  table(
    ['Word', 'What we mean', 'What we do not mean'],
    ['**Node**', 'One Kelp sensor on a turbine', 'A server in a cluster'],
    ['**Gateway**', 'A Pelican buoy or its shore version', 'The API gateway; say “front door”'],
    ['**Slack**', 'The twenty minutes of still water between tides, when divers work', 'The chat program'],
    ['**Burst**', 'Ten seconds of samples at 12.8 kHz, taken every ten minutes', 'A traffic spike'],
    ['**Drift**', 'Slow change of a sensor’s zero; see [[Calibration of strain gauges]]', 'A dependency that is out of date'],
    ['**Neap**, **spring**', 'The weak and the strong tides of a fortnight', 'A season, or a Java framework'],
    ['**Splash**', 'The moment a device goes into the water; its warranty starts', ''],
    ['**Biofouling**', 'Things that grow on our things :crab:', ''],
  ),
  info('Missing a word? Add it with an example of how it was misunderstood. That is the test for belonging here.'),
);

const decisionsAndRituals = page(
  'Team rituals',
  'Tomas',
  240,
  { labels: ['handbook'] },
  p('What repeats, who calls it, and when we last asked whether it is still worth it.'),
  table(
    ['Ritual', 'Rhythm', 'Called by', 'Last questioned'],
    ['Planning', 'every second Monday, 45 minutes', '@Tomas', '{2026-09-07}'],
    ['Demo', 'Thursday 14:00', 'whoever shipped', '{2026-04-02}'],
    ['Bench clean-up', 'last Friday of a month', '@Yuki', 'never; nobody dares'],
    ['Reading hour', 'Tuesday 16:00, one paper', '@Mei', '{2026-10-13}'],
  ),
  h2('Decided at the last offsite'),
  decisions(
    { text: 'No standing meeting before ten o’clock, ship time or shore time' },
    { text: 'Demo is recorded; being absent needs no excuse' },
    { text: 'Whether the reading hour becomes fortnightly', decided: false },
  ),
  h2('How to end a ritual'),
  p(
    'Skip it once without saying anything. If nobody asks, write here that it is over. We have ended the monthly metrics review, the second stand-up and the suggestion box this way, and missed none of them.',
  ),
);

export const handbook = under(howWeWork, review, definitionOfDone, onCallPages, releaseTrain, tooling, glossary, decisionsAndRituals);
