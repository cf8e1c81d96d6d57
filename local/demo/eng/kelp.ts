import { dangling, on, page, resolved, says, under } from '../page';
import { code, facts, h2, h3, image, info, jira, note, ol, p, panel, properties, table, ul } from '../storage';
import { sealTestLog } from './sealTestLog';

const kelp = page(
  'Kelp sensor node',
  'Yuki',
  800,
  {
    labels: ['hardware', 'kelp'],
    comments: [
      on(
        '1.9 watts',
        'Tomas',
        'With the new radio schedule I measure 1.7. Is this the old figure?',
        says('Yuki', 'It is the guaranteed maximum. I would keep it until the winter batch is measured.'),
      ),
      says(
        'Ingrid',
        'Is the 90 m figure one I may quote in an offer?',
        says('Yuki', 'No, please quote 60. 90 is what we tested, once, on six units.'),
        says('Ingrid', 'Noted, thank you.'),
      ),
    ],
  },
  properties(['Owner', '@Yuki'], ['State', '{green:IN PRODUCTION}'], ['Revision', '3.2'], ['Next review', '{2027-02-15}']),
  p(
    'Kelp measures vibration, strain, temperature and turbidity where divers rarely go. A node takes a burst every ten minutes, keeps the raw samples for a month, and sends a summary of about 900 bytes.',
  ),
  h2('Block diagram'),
  image('kelp-block-diagram.svg', 'Sensors on the left, the microcontroller in the middle, modem and flash on the right', { width: 640 }),
  h2('Budget'),
  table(
    ['Part', 'Current at 24 V', 'Share'],
    ['Analogue front end', '21 mA', '27 %'],
    ['Microcontroller, awake', '18 mA', '23 %'],
    ['Acoustic modem, sending', '33 mA', '42 %'],
    ['Everything else', '7 mA', '8 %'],
  ),
  p(
    'At full duty a node draws 1.9 watts. On battery it sleeps between bursts and draws 40 mW on average; the modem then waits for the gateway to ask.',
  ),
  h2('Known weak points'),
  ul(
    'The pigtail connector: forty matings, not one more. Count them; [[Pressure housing]] says where.',
    'Turbidity window fouls within six weeks in summer. The wiper helps for about four months.',
    'Crystal ages faster than its datasheet below 4 °C: the reason for the clock rules in [[Time keeping below water]].',
  ),
);

const pressureHousing = page(
  'Pressure housing',
  'Yuki',
  760,
  { labels: ['hardware', 'mechanical'] },
  p('A titanium tube, two lids, four O-rings. It is the least interesting part of Kelp and the only one whose failure cannot be patched.'),
  facts(
    ['Material', 'Ti-6Al-4V, grade 5, wall 6.5 mm'],
    ['Lids', 'radial seal plus face seal, each with its own O-ring'],
    ['O-rings', 'fluorocarbon 75 Shore A; *not* nitrile, which swells in the grease we use'],
    ['Fill', 'dry nitrogen, 80 kPa absolute, so that a leak shows as a rise of pressure'],
  ),
  h2('Closing a housing'),
  ol(
    'Clean the grooves with isopropanol and look at them under the ring light. A hair is a leak.',
    'Grease the ring until it shines and no further.',
    'Turn the lid by hand to the mark, then 4.5 Nm, cross-wise.',
    'Fill, wait an hour, note the pressure; wait a night, note it again.',
    'Write the mating count of the pigtail on the tag **and** in the register.',
  ),
  panel(
    '🧤',
    '#fff0b3',
    'Gloves, always: titanium and chloride from fingers are a slow, certain crevice corrosion. Three of the five leaks of 2024 began with a fingerprint.',
  ),
  p('How we know that this works: [[Seal qualification]].'),
);

const sealQualification = page(
  'Seal qualification',
  'Yuki',
  430,
  {
    labels: ['hardware', 'test'],
    comments: [
      on(
        '0.3 kPa in 48 hours',
        'Mei',
        'Is this per housing or the mean of a batch?',
        says('Yuki', 'Per housing. One outlier rejects that housing, two reject the batch.'),
      ),
    ],
  },
  p(
    'Every batch of O-rings is qualified before it is used in a device that goes to sea. The procedure takes nine days, of which we work two.',
  ),
  h2('Procedure'),
  ol(
    'Take eight rings of the batch, four for each groove.',
    'Cycle the housings 200 times between 1 and 10 bar in the tank at 4 °C.',
    'Hold at 9 bar for 120 hours; log the inner pressure each quarter of an hour.',
    'Open, inspect, photograph the sealing line.',
  ),
  p('A housing passes if the inner pressure rises less than 0.3 kPa in 48 hours, corrected for temperature:'),
  code(
    'python',
    'def corrected(pressure_kpa: float, celsius: float) -> float:\n    """Pressure as it would be at 4 °C, for a sealed volume."""\n    return pressure_kpa * (273.15 + 4.0) / (273.15 + celsius)',
  ),
  p('The measurements of this year are on [[Seal test log 2026]]; it is long because it is complete.'),
);

const calibration = page(
  'Calibration of strain gauges',
  'Mei',
  510,
  {
    labels: ['hardware', 'calibration'],
    comments: [
      resolved(
        on(
          'after 48 hours in water',
          'Yuki',
          'Was this not 72?',
          says('Mei', 'It was until revision 3. The new adhesive settles faster; measured on 30 gauges.'),
        ),
      ),
      dangling(
        on(
          'use the blue adhesive',
          'Yuki',
          'Blue is discontinued, we have 40 g left.',
          says('Mei', 'Thanks. Rewrote the section for the grey one.'),
        ),
      ),
    ],
  },
  p(
    'A gauge reports micro-strain after three corrections: zero, slope and temperature. The first drifts, the second is fixed at the factory, and the third is the reason this page is not shorter.',
  ),
  h2('Zero'),
  p(
    'Taken at slack water on the first calm day after 48 hours in water, from 144 bursts. Before that the adhesive still moves, and a zero taken early looks like damage later.',
  ),
  h2('Temperature'),
  table(
    ['Gauge batch', 'a₀ (µε)', 'a₁ (µε/°C)', 'a₂ (µε/°C²)', 'Valid'],
    ['SG-2401', '-3.1', '0.82', '-0.004', '0…18 °C'],
    ['SG-2407', '-2.8', '0.79', '-0.004', '0…18 °C'],
    ['SG-2511', '-0.9', '0.44', '-0.002', '-1…22 °C'],
    ['SG-2602', '-1.1', '0.45', '-0.002', '-1…22 °C'],
  ),
  code(
    'rust',
    '/// Micro-strain at the reference temperature of 8 °C.\npub fn compensate(raw: f32, celsius: f32, batch: &Batch) -> f32 {\n    let d = celsius - 8.0;\n    raw - (batch.a0 + batch.a1 * d + batch.a2 * d * d)\n}',
  ),
  h2('When to doubt it'),
  ul(
    'The zero moved by more than 15 µε in a week, on **one** gauge: probably the gauge.',
    'The same on all gauges of a blade: probably the blade. Call the customer before you call it drift.',
    'The same on all turbines of a site: the tide table is wrong. It happened twice.',
  ),
);

const timeKeeping = page(
  'Time keeping below water',
  'Yuki',
  360,
  { labels: ['hardware', 'firmware'] },
  p(
    'There is no GPS at thirty metres. A node’s clock is disciplined by its gateway through the acoustic modem, whose travel time depends on temperature, salinity and how far the buoy has swung on its chain.',
  ),
  h2('The rules'),
  ul(
    'A node stamps samples with its own monotonic counter, never with wall time.',
    'The gateway measures the offset every tide and attaches it as a fact of its own.',
    'Only the platform turns counters into UTC. If the offset was wrong, we correct history without touching a device.',
  ),
  h2('How wrong may it be?'),
  p(
    'Blade passing frequency is at most 0.4 Hz; to align two turbines by phase we need 50 ms. The crystal drifts 20 ppm at worst, or 1.7 s a day, so an offset each tide (6.2 h) leaves 0.45 s before correction and, with the drift estimated, about 12 ms after it.',
  ),
  note(
    'We store TAI and show UTC. The leap-second table is part of the platform, not of the firmware, for the reason that you are thinking of.',
  ),
  p(
    'Open problem: nodes that come back from storage with a dead battery believe that it is the first of January 2000. They must not sign anything before the first offset; see ',
    jira('KELP-2291'),
    '.',
  ),
);

const nacelleInstall = page(
  'Installing a node in a nacelle',
  'Freya',
  220,
  { labels: ['kelp', 'installation'] },
  info('This is the engineering view. What the crew carries on the boat is [[OPS:Installation checklist for crews]].'),
  p(
    'The node sits on the main bearing housing, sensor axis along the shaft. There are two bolt patterns in the field; bring both adapters, because drawings from before 2023 lie.',
  ),
  h3('Torque'),
  table(
    ['Bolt', 'Dry', 'With paste'],
    ['M8, steel housing', '22 Nm', '17 Nm'],
    ['M8, composite housing', '12 Nm', 'never'],
    ['M6 strap', '7 Nm', '5.5 Nm'],
  ),
  h3('First signs of life'),
  code(
    'text',
    'boot     barnacle 4.12.1 slot=A reason=power-on\nselftest adc=ok flash=ok modem=ok leak=dry\nzero     pending (needs 48 h)\nlink     PEL-0417 rssi=-71 offset=unknown',
  ),
  p('If `leak` says anything but `dry`, nothing goes into the water today.'),
);

export const kelpPages = under(
  kelp,
  under(pressureHousing, under(sealQualification, sealTestLog)),
  calibration,
  timeKeeping,
  nacelleInstall,
);
