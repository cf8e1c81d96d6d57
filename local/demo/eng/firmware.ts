import { on, page, reopened, resolved, says, under } from '../page';
import {
  code,
  facts,
  h2,
  h3,
  info,
  inlineMacro,
  jira,
  macro,
  matrix,
  noformat,
  note,
  ol,
  p,
  panel,
  table,
  tip,
  ul,
  warning,
} from '../storage';
import { done, tasks, todo } from '../tasks';

const barnacle = page(
  'Barnacle firmware',
  'Yuki',
  740,
  { labels: ['firmware'] },
  p(
    'One Rust tree, two products. Barnacle runs on the Kelp node (bare metal, 512 KiB of flash a slot) and on Pelican’s power controller. It sticks to whatever it is put on, hence the name :crab:',
  ),
  table(
    ['Crate', 'Lines', 'What it does', 'Allowed to panic?'],
    ['`tide-core`', '6,100', 'bursts, filters, summaries; no hardware', 'no'],
    ['`tide-hal`', '3,900', 'drivers', 'no'],
    ['`modem`', '2,700', 'acoustic link layer', 'no'],
    ['`bootlet`', '810', 'bootloader', 'it must not be able to'],
    ['`bench`', '4,400', 'runs on your laptop', 'please do'],
  ),
  h2('Principles'),
  ol(
    'No allocation after start. Buffers have their worst case in their type.',
    'Every loop has a bound that the compiler or a comment proves.',
    'A watchdog that is fed in one place only: after a burst was written **and** read back.',
    'The radio is an enemy. So is the flash.',
  ),
  p(
    'Releases are described in [[Firmware release notes 4.12]], how it starts in [[Barnacle boot sequence]], and what you may configure in [[Barnacle parameter reference]].',
  ),
);

const bootSequence = page(
  'Barnacle boot sequence',
  'Yuki',
  520,
  {
    labels: ['firmware'],
    comments: [
      on(
        'three failed starts',
        'Mei',
        'Where is the counter kept? If it is in flash, a brown-out loop wears the page.',
        says('Yuki', 'In the backup domain of the RTC, with two copies and a checksum. No flash involved.'),
        says('Mei', 'Then I am happy.'),
      ),
    ],
  },
  p(
    'From power to the first burst takes 2.3 seconds. Nothing here may wait for the outside world, since the outside world may be two years away.',
  ),
  macro(
    'mermaid',
    {},
    {
      plain:
        'stateDiagram-v2\n  [*] --> Bootlet\n  Bootlet --> SlotA: signature ok\n  Bootlet --> SlotB: A failed 3 times\n  SlotA --> Confirmed: first burst written\n  SlotB --> Confirmed: first burst written\n  Confirmed --> [*]',
    },
  ),
  h2('Step by step'),
  table(
    ['Time', 'Step', 'If it fails'],
    ['0 ms', 'Brown-out check, three samples', 'sleep 60 s, try again'],
    ['4 ms', 'Verify the image: Ed25519 over SHA-256', 'other slot'],
    ['190 ms', 'Self-test: ADC, flash, leak sensor', 'run in reduced mode, say so'],
    ['410 ms', 'Restore counters and configuration', 'factory configuration'],
    ['2.3 s', 'First burst', 'count it; after three failed starts the other slot'],
  ),
  note('A slot is *confirmed* by writing a burst, not by reaching `main`. An image that boots and cannot measure is a bad image.'),
  code(
    'rust',
    '#[entry]\nfn main() -> ! {\n    let reason = reset::reason();\n    let slot = match images::pick(&reason) {\n        Some(slot) => slot,\n        None => images::golden(), // never erased, never updated\n    };\n    unsafe { slot.jump() } // SAFETY: verified above, interrupts are off\n}',
    'bootlet/src/main.rs, shortened',
  ),
);

const updateOverAcoustic = page(
  'Updating a node over the acoustic link',
  'Yuki',
  310,
  {
    labels: ['firmware', 'modem'],
    comments: [
      reopened(
        on(
          'eleven hours',
          'Freya',
          'The fleet dashboard promises eight.',
          says('Yuki', 'Depends on the noise of the site. I made the dashboard say “overnight”.'),
          says('Freya', 'It says eight again since Tuesday.'),
        ),
      ),
    ],
  },
  p(
    '300 bits a second on a good day. A full image of 318 KiB would take two and a half hours of perfect silence; a turbine is not silent. We send differences, in the still water, in pieces that may arrive in any order.',
  ),
  h2('Numbers'),
  facts(
    ['Piece', '192 bytes plus 16 of header and checksum'],
    ['Typical difference between releases', '21 KiB, 112 pieces'],
    ['Time in the field', 'median 47 minutes, worst eleven hours'],
    ['Energy', '0.4 % of a battery'],
  ),
  h2('Why fountain codes'),
  p(
    'With plain retransmission the node has to tell us what is missing, which costs as much as sending it. With a fountain code the gateway sends mixtures until the node says *enough*. One bit of feedback; the channel could not be worse used.',
  ),
  code(
    'rust',
    'while !decoder.is_complete() {\n    match link.receive(Deadline::slack_water()) {\n        Ok(symbol) => decoder.push(symbol),\n        Err(Timeout) => return Outcome::ContinueNextTide,\n        Err(Corrupt) => {} // cheaper to ignore than to report\n    }\n}',
  ),
  warning(
    'Do not start an update within six hours of a storm warning. The image survives; the technician who waits for it on the boat may not enjoy it.',
  ),
);

const powerStates = page(
  'Power states of a node',
  'Yuki',
  280,
  { labels: ['firmware', 'power'] },
  p('Four states, and a short list of what may change them. If you add a fifth, expect questions.'),
  matrix(
    ['State', 'Draws', 'Bursts', 'Modem', 'Leaves when'],
    ['**Awake**', '1.9 W', 'every 10 min', 'listens', 'bus voltage below 19 V'],
    ['**Frugal**', '40 mW', 'every hour', 'wakes at slack water', 'bus returns, or battery below 30 %'],
    ['**Hibernate**', '0.6 mW', 'one a day', 'one word a day', 'bus returns, or battery below 5 %'],
    ['**Coffin**', '20 µW', 'none', 'off', 'somebody opens the housing'],
  ),
  p('A node in the coffin still counts days, so that the archaeologist who finds it knows how long it waited.'),
  h2('Tests that guard this'),
  tasks(
    done('Bus drops for 10 ms, 100 ms, 1 s at each state boundary'),
    done('Battery at 4 °C and after 400 cycles'),
    todo('Gateway is silent for 40 days while the node is frugal @Yuki {2026-12-11}'),
    todo('Leap from coffin to awake with a wet connector @Mei {2027-01-15}'),
  ),
);

const releaseNotes = page(
  'Firmware release notes 4.12',
  'Yuki',
  58,
  {
    labels: ['firmware', 'release'],
    comments: [
      says(
        'Samuel',
        'The Orrin fleet asks which of the three fixes concerns them.',
        says('Yuki', 'KELP-2304 only, and only nodes below 40 m.'),
      ),
      resolved(
        on(
          'roughly 6 %',
          'Oscar',
          'Is that something I may promise?',
          says('Yuki', 'Say “a little longer”. It depends on their turbidity.'),
        ),
      ),
    ],
  },
  p('Train “Fisher”, frozen {2026-09-04}, in the whole fleet since {2026-10-12}. 31 changes, three of which you may notice.'),
  h2('You may notice'),
  ul(
    'Turbidity is measured before the burst, not after it; the lamp warms up during the zero. Battery life grows by roughly 6 %.',
    [
      'Leak detection has a second threshold:',
      ul('*damp* (above 85 % humidity): logged', '*wet*: alarm, and the node keeps its data in both flash banks'),
    ],
    'A node that lost its gateway now tries its neighbours.',
  ),
  h2('Corrected'),
  table(
    ['Issue', 'What happened', 'Since'],
    [jira('KELP-2304'), 'Modem gain stuck after a cold start below 3 °C', '4.9'],
    [jira('KELP-2311'), 'Summary of a burst that wrapped the ring lost its last second', '4.2'],
    [jira('PEL-880'), 'Nightly self-test rebooted gateways with an odd serial number at 02:00 UTC', '4.12.0'],
  ),
  tip('4.12.1 is the one to install. 4.12.0 was on ten devices for nine days and taught us about odd serial numbers.'),
);

const flash = page(
  'Flash layout and wear',
  'Yuki',
  450,
  { labels: ['firmware'] },
  p(
    '64 MiB of NOR flash hold a month of raw bursts, two images, the golden image, and a journal. Endurance is 100,000 erases a sector, and we plan with a third of it.',
  ),
  noformat(
    '0x0000_0000  golden image     512 KiB   written at the factory, locked\n0x0008_0000  slot A           512 KiB\n0x0010_0000  slot B           512 KiB\n0x0018_0000  configuration     64 KiB   two copies, last valid wins\n0x0019_0000  journal          448 KiB   ring\n0x0020_0000  bursts            62 MiB   ring, 31 days at full duty',
  ),
  h2('The journal'),
  p(
    'Append only, each entry with its own checksum. On start we read forward to the first entry that does not verify, and everything behind it never happened. It costs a second at boot and has saved every device that lost power while writing.',
  ),
  h2('Wear'),
  p(
    'The burst ring is erased once a month a sector: in five years 60 times. The journal is the busy one, 4.1 times a day, or 7,500 times in five years. ',
    inlineMacro('mathinline', { body: '7500 / 33000 \\approx 23\\,\\%' }),
    ' of the budget.',
  ),
);

const bringUp = page(
  'Bring-up log of board revision 3.3',
  'Mei',
  40,
  {
    labels: ['firmware', 'hardware'],
    kind: 'live',
    comments: [
      on(
        'solder bridge',
        'Yuki',
        'Photo, please, for the report to the assembler.',
        says('Mei', 'In the channel, and the board is on your desk with an arrow on it.'),
      ),
    ],
  },
  panel('🔬', '#e6fcff', 'Live notes of @Mei and @Yuki. Newest at the bottom. Conclusions go to [[Kelp sensor node]] when we trust them.'),
  h3('{2026-10-13}'),
  p('First five boards. Four boot, one draws 400 mA: solder bridge under the charger. Reflowed, boots.'),
  h3('{2026-10-14}'),
  p(
    'ADC noise 1.4 LSB instead of 0.9. Goes away when the modem’s clock is off. The trace of the clock passes the reference by 3 mm; revision 3.2 had 11.',
  ),
  h3('{2026-10-20}'),
  p('Copper tape and a ground wire: 0.95 LSB. So it *is* the trace. Asked for a respin, not a filter.'),
  h3('{2026-11-09}'),
  p('Leak sensor reads “damp” on all boards in the humid room. Correct: the room is damp. Lost an hour, gained a joke.'),
  tasks(
    done('Order the respin @Mei {2026-10-22}'),
    todo('Noise measurement of 3.4 in the climate box @Mei {2026-12-04}'),
    todo('Decide on 3.4 for the spring batch @Yuki @Freya {2026-12-18}'),
  ),
);

const codingRules = page(
  'Rust rules for things that drown',
  'Yuki',
  600,
  { labels: ['firmware', 'process'] },
  p('What the compiler does not know and a reviewer should. Each rule has a scar.'),
  h2('Arithmetic'),
  code(
    'rust',
    '// No: wraps after 49 days, and nobody is there to see it.\nlet elapsed = now_ms - started_ms;\n\n// Yes: says what happens.\nlet elapsed = now.saturating_since(started);',
  ),
  h2('Errors'),
  ul(
    'An error that cannot be handled is counted. `let _ =` needs a reason next to it.',
    '`unwrap` is for tests. In the tree, `expect` takes the sentence that you want to read in a log from the sea floor.',
    'Retry has a budget of energy, not of attempts.',
  ),
  h2('Interrupts'),
  p('An interrupt handler moves data and sets a flag. If it computes, it is in the wrong place; if it logs, so are you.'),
  h2('Unsafe'),
  p(
    'Eleven blocks in the tree today. Each has a `SAFETY:` line that a second person signed in the commit. A twelfth is possible, but bring cake.',
  ),
  info('The rules are checked by `cargo xtask scars`, which fails with the story of the scar as its message.'),
);

export const firmware = (parameterReference: ReturnType<typeof page>) =>
  under(barnacle, bootSequence, updateOverAcoustic, powerStates, releaseNotes, flash, bringUp, codingRules, parameterReference);
