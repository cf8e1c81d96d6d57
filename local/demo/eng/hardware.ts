import { on, page, says, under } from '../page';
import { code, expand, grid, h2, image, matrix, ol, p, properties, quote, table, tip, warning } from '../storage';
import { done, tasks, todo } from '../tasks';
import { kelpPages } from './kelp';

const hardwareHome = page(
  'Hardware',
  'Yuki',
  820,
  { labels: ['hardware'] },
  p(
    'Two things we build: **Kelp**, the node that listens to a turbine from inside its nacelle, and **Pelican**, the gateway that floats above and carries the data ashore. Everything else on the bench is a jig.',
  ),
  matrix(
    ['', 'Kelp 3', 'Pelican 2'],
    ['Depth', '60 m rated, 90 m proven', 'surface'],
    ['Power', 'turbine bus 24 V, or 14 months of battery', 'solar 40 W, battery 9 days'],
    ['Talks to', 'Pelican, by acoustic modem or cable', 'shore, by LTE; satellite as the last resort'],
    ['Firmware', '[[Barnacle firmware]]', '[[Barnacle firmware]], same tree'],
    ['In the water', '1,284', '211'],
  ),
  image('kelp-and-pelican.png', 'A Kelp node on a turbine nacelle, a cable up to the Pelican buoy, and the shore station behind it', {
    caption: 'How the two fit together. Drawing by @Freya',
  }),
  p('Serial numbers, where they are and when they come back are not here but in the fleet register of the platform.'),
);

const pelican = page(
  'Pelican gateway buoy',
  'Freya',
  780,
  {
    labels: ['hardware', 'pelican'],
    comments: [
      says(
        'Samuel',
        'The light pattern table is exactly what the harbour master of Skarvsund asked for. Can I send it?',
        says('Freya', 'Yes, it is on the datasheet as well. Page 3.'),
      ),
      on(
        'nine days',
        'Oscar',
        'Nine days without any sun, or with a usual November?',
        says('Freya', 'None at all. In a usual November it never gets below 60 %.'),
      ),
    ],
  },
  properties(['Owner', '@Freya'], ['State', '{green:IN PRODUCTION}'], ['Revision', '2.4'], ['Next review', '{2027-03-01}']),
  p(
    'Pelican is a yellow buoy with a computer in it, or a computer that happens to float, depending on whom you ask. It collects from up to 16 nodes, buffers for nine days, and sends ashore what matters first.',
  ),
  h2('Priorities of the uplink'),
  ol(
    'Alarms: always, at once, by satellite if there is no other way.',
    'Summaries: in order, within a tide.',
    'Raw bursts that somebody asked for.',
    'Logs. We like them, but nobody drowns without them.',
  ),
  h2('Lights'),
  table(
    ['Pattern', 'Meaning', 'Who cares'],
    ['yellow, 1 flash in 5 s', 'all is well', 'ships'],
    ['yellow, 5 flashes in 20 s', 'special mark, required by the permit', 'ships, the coast guard'],
    ['white, steady, 10 s', 'hatch open', 'the person whose fingers are in it'],
    ['blue, fast', 'we are updating; do not pull the plug', 'us'],
  ),
  h2('Mooring'),
  p(
    'Chain, 3.5 times the depth at the highest tide. A Pelican that moves more than 80 m from its anchor raises an alarm, and twice that was a fishing boat that wanted to be helpful.',
  ),
);

const pelicanPower = page(
  'Solar budget of Pelican at 60° north',
  'Freya',
  300,
  { labels: ['pelican', 'power'] },
  p(
    'In December the sun is up for six hours and never above 7°. The panel stands upright for that reason. Figures are the mean of three winters and eleven buoys.',
  ),
  table(
    ['Month', 'Harvest (Wh/day)', 'Use (Wh/day)', 'Balance', 'Lowest charge seen'],
    ['October', '96', '61', '+35', '88 %'],
    ['November', '58', '61', '-3', '71 %'],
    ['December', '39', '58', '-19', '44 %'],
    ['January', '47', '58', '-11', '39 %'],
    ['February', '88', '60', '+28', '52 %'],
  ),
  p(
    'From the middle of November a buoy therefore goes into *winter mode*: logs once a day, raw bursts on request only, LTE modem off between tides.',
  ),
  tip('A clean panel gives 15 % more. Gulls disagree with our business model; spikes on the lid cost 4 euros and work.'),
  expand(
    'How the numbers were made',
    p(
      'Charge controller counters, read each midnight UTC, days with a visit left out. The raw export lies beside the page as `solar-2023-2026.csv`.',
    ),
    code(
      'sql',
      "select date_trunc('month', day) as month,\n       avg(harvest_wh) as harvest,\n       avg(use_wh) as use\nfrom buoy_power\nwhere latitude between 59 and 61 and not visited\ngroup by 1 order by 1;",
    ),
  ),
);

const bench = page(
  'The bench and the wave tank',
  'Yuki',
  260,
  { labels: ['hardware', 'test'] },
  p('Forty nodes on a wall, one tank of twelve cubic metres, and a rule: whoever books it, cleans it.'),
  grid(
    ['Wall A', 'soak test of the next train', 'do not touch'],
    ['Wall B', 'free, red labels', 'first come'],
    ['Tank', 'book in the calendar “Tank”', 'salt on Mondays, fresh on Fridays'],
    ['Climate box', '-10…40 °C', 'ask @Mei about the door'],
  ),
  h2('Before you switch the wave maker on'),
  tasks(
    done('Grating is in place'),
    todo('Nobody’s laptop stands on the rim'),
    todo('The camera records: half of our findings were in the background of another test'),
  ),
  quote('“It worked in the tank” is a beginning, not an end.', '— sign above the tank, author unknown, spelling corrected by @Lena'),
);

const billOfMaterials = page(
  'Second sources and end-of-life parts',
  'Yuki',
  95,
  {
    labels: ['hardware', 'supply'],
    comments: [
      says(
        'Lena',
        'Which of these could stop a delivery we have already promised for spring?',
        says('Yuki', 'Only the modem transducer. We have 160 and need 140.'),
        says('Lena', 'Then please order as if we needed 300.'),
      ),
    ],
  },
  p(
    'What we cannot buy twice, what will not be made much longer, and what we do about it. Reviewed each quarter; the colour says how much it should worry you.',
  ),
  table(
    ['Part', 'Maker sources', 'Last order', 'Stock', 'Plan'],
    ['Transducer 25 kHz', 'one', 'none announced', '160', '{red:SINGLE SOURCE} Qualify a second one by {2027-03-31} @Mei'],
    ['Microcontroller', 'one family, three packages', '2031', '2,900', '{green:FINE}'],
    ['NOR flash 512 Mbit', 'three', '—', '4,100', '{green:FINE}'],
    ['Pigtail connector', 'two', '{2027-06-30}', '310', '{yellow:LAST ORDER DUE} Order for 24 months'],
    ['Fluorocarbon O-ring', 'two', '—', '2,000', '{green:FINE} each batch through [[Seal qualification]]'],
  ),
  warning('Parts from brokers need an incoming test of 100 %. In March we received 200 flash chips that were sanded and printed anew.'),
);

export const hardware = under(hardwareHome, kelpPages, under(pelican, pelicanPower), bench, billOfMaterials);
