import { page, says } from '../page';
import { code, h2, info, p, table, toc } from '../storage';

/** A long reference table in sections, as a firmware has: each line is a parameter that could exist, with its range and its reason. */

interface Section {
  name: string;
  prefix: string;
  intro: string;
  /** Name, unit, default, least, most, and what it does. */
  rows: readonly (readonly [string, string, string, string, string, string])[];
}

const sections: readonly Section[] = [
  {
    name: 'Bursts',
    prefix: 'burst',
    intro: 'When and how the node listens. Changing these changes what a customer pays for: ask @Samuel.',
    rows: [
      ['interval', 's', '600', '60', '86400', 'Time between the starts of two bursts. Below 300 the battery does not reach a winter.'],
      ['length', 's', '10', '1', '60', 'Length of one burst. Whole revolutions are cut out later, so more is safer than less.'],
      ['rate', 'Hz', '12800', '100', '25600', 'Samples a second and channel. Must divide 25600.'],
      ['channels', 'mask', '0x0f', '0x01', '0xff', 'Channels to record; bit 0 is the shaft axis.'],
      ['keep_raw', 'days', '31', '0', '62', 'How long raw samples stay in the ring. 0 keeps summaries only.'],
      ['trigger_rms', 'm/s²', '4.0', '0.1', '50', 'A burst above this is marked and sent first.'],
      ['slack_only', 'bool', 'false', 'false', 'true', 'Record at slack water only: for acoustic surveys.'],
    ],
  },
  {
    name: 'Filters',
    prefix: 'filter',
    intro: 'Applied before a summary is made, never to raw samples.',
    rows: [
      ['highpass', 'Hz', '0.05', '0', '10', 'Removes the tide itself. 0 switches it off.'],
      ['notch', 'Hz', '50', '0', '400', 'Mains of the turbine’s converter; 60 for sites on a 60 Hz grid.'],
      ['notch_width', 'Hz', '1.5', '0.1', '10', 'Wider hides real bearing tones: see the Orrin case of 2025.'],
      ['bands', 'count', '24', '8', '48', 'Bands of the summary, a third of an octave each by default.'],
      ['despike', 'σ', '8', '0', '20', 'Samples beyond this many deviations are replaced and counted. Shrimps snap; this is for them.'],
    ],
  },
  {
    name: 'Acoustic modem',
    prefix: 'modem',
    intro: 'The link to the gateway. A wrong value here is corrected with a diver.',
    rows: [
      ['carrier', 'Hz', '25000', '22000', '28000', 'Centre of the band. The permit of the site limits it.'],
      ['gain', 'dB', 'auto', '0', '48', 'Receiver gain. Fixed values are for the bench.'],
      ['power', 'dB', '178', '160', '184', 'Source level at 1 m. Above 180 needs an environmental assessment.'],
      ['listen_slack', 'min', '20', '5', '60', 'Window around slack water in which the node listens when frugal.'],
      ['neighbours', 'count', '3', '0', '8', 'How many neighbours are tried when the gateway is silent.'],
      ['give_up', 'days', '40', '1', '365', 'After so long without an answer the node hibernates.'],
    ],
  },
  {
    name: 'Power',
    prefix: 'power',
    intro: 'Thresholds of the states on the page about power states.',
    rows: [
      ['bus_low', 'V', '19.0', '16', '23', 'Below it the node is frugal.'],
      ['bus_back', 'V', '20.5', '17', '24', 'Above it for a minute, the node is awake again.'],
      ['battery_frugal', '%', '30', '10', '60', 'Below it the node hibernates.'],
      ['battery_last', '%', '5', '2', '10', 'Below it the node writes its will and goes to the coffin.'],
      ['heater', 'bool', 'false', 'false', 'true', 'Warms the crystal before an offset measurement. Costs 0.2 Wh each time.'],
    ],
  },
  {
    name: 'Safety',
    prefix: 'safety',
    intro: 'Alarms. These can be tightened remotely but loosened only with a signed configuration.',
    rows: [
      ['leak_damp', '% rH', '85', '70', '95', 'Inner humidity that is logged.'],
      ['leak_wet', 'kΩ', '180', '50', '500', 'Resistance across the leak strip that raises the alarm.'],
      ['strain_limit', 'µε', '1800', '200', '4000', 'Peak strain that raises the alarm, after temperature.'],
      ['temp_limit', '°C', '55', '40', '70', 'Inner temperature at which the modem stops sending.'],
      ['tilt_limit', '°', '12', '2', '90', 'A node that leans has come loose.'],
    ],
  },
  {
    name: 'Time',
    prefix: 'time',
    intro: 'See the page on time keeping for why these are few.',
    rows: [
      ['offset_every', 'tides', '1', '1', '8', 'How often the gateway is asked for the offset.'],
      ['offset_pings', 'count', '7', '3', '31', 'Pings for one measurement; the median counts.'],
      ['drift_window', 'days', '14', '3', '60', 'History that the drift is estimated from.'],
      ['sound_speed', 'm/s', '1490', '1400', '1560', 'Used until the gateway has measured it.'],
    ],
  },
];

const profiles: readonly (readonly [string, string, number])[] = [
  ['standard', 'what we ship', 1],
  ['frugal', 'battery only, two winters', 4],
  ['survey', 'four weeks of everything, then a visit', 0.25],
];

/** The interval and the energy that follow from a profile, so that the table is computed and not guessed. */
function profileRow([name, purpose, factor]: readonly [string, string, number]) {
  const interval = 600 * factor;
  const milliwatts = 22 + (18 * 600) / interval;
  const months = 405 / milliwatts;
  return [`\`${name}\``, purpose, `${interval} s`, `${milliwatts.toFixed(0)} mW`, `${months.toFixed(1)} months`];
}

export const parameterReference = page(
  'Barnacle parameter reference',
  'Yuki',
  200,
  {
    labels: ['firmware', 'reference'],
    comments: [
      says(
        'Freya',
        'Customers ask for `burst.interval` in minutes. Could the table show both?',
        says('Yuki', 'The portal does. Here I want the number that goes into the file.'),
      ),
    ],
  },
  p(
    'Every parameter of image 4.12, with its unit, default and range. The bootloader refuses a configuration with a value out of range and keeps the old one.',
  ),
  info(
    'This page is written by `cargo xtask params`. Correct the doc comments in the tree; what you write here is gone at the next release.',
  ),
  toc,
  ...sections.flatMap((section) => [
    h2(section.name),
    p(section.intro),
    table(
      ['Parameter', 'Unit', 'Default', 'Least', 'Most', 'What it does'],
      ...section.rows.map(([name, ...rest]) => [`\`${section.prefix}.${name}\``, ...rest]),
    ),
  ]),
  h2('Profiles'),
  table(['Profile', 'For', 'Interval', 'Mean draw', 'Battery'], ...profiles.map(profileRow)),
  h2('A configuration file'),
  code(
    'toml',
    `# kelp-0417-3.toml\nprofile = "standard"\n\n[burst]\ninterval = 600\nchannels = 0x0f\n\n[modem]\ncarrier = 26500   # the permit of Skarvsund\npower = 176`,
  ),
);
