import type { SeedSpace } from '../../confluence/seed';
import { blogPost, on, page, resolved, says, under } from '../page';
import { children, code, excerpt, facts, h2, h3, image, info, macro, matrix, note, ol, p, table, tip, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';
import { emailOf } from '../who';
import { customers } from './customers';
import { japanese } from './japanese';
import { runbookPages } from './runbooks';

const home = page(
  'Customer Operations',
  'Samuel',
  570,
  { labels: ['home'] },
  p('Support, field service and sales share this space, because a customer does not care which of us they talk to.'),
  children,
  h2('Now'),
  facts(['On duty', 'see the rota; the phone knows'], ['Open alarms', '2, both known'], ['Next visit', 'Orrin 7, {2026-12-12}']),
  info('An alert brought you here? Go to [[Runbooks]].'),
);

const checklist = page(
  'Installation checklist for crews',
  'Freya',
  375,
  {
    labels: ['field', 'checklist'],
    comments: [
      on(
        'galvanised shackle on galvanised chain',
        'Samuel',
        'In bold, please. And red.',
        says('Freya', 'It is on page one, in the first block, under a warning. More red does not exist.'),
      ),
      resolved(on('both adapters', 'Yuki', 'From spring on there is one that fits both.', says('Freya', 'Until then: both.'))),
      says('Oscar', 'Printed it for the Kaiyo visit; fits on two pages, waterproof paper is in drawer 4.'),
    ],
  },
  warning('Mooring: galvanised shackle on galvanised chain, moused with wire. Never stainless. PEL-0233 sends its regards.'),
  h2('On the quay'),
  tasks(
    todo('Nodes: serial number, self-test `dry`, seal mark visible'),
    todo('Tools', todo('both adapters'), todo('4.5 Nm and 22 Nm wrenches'), todo('isopropanol, lint-free cloth, gloves')),
    todo('Permit for each turbine, signed, in the dry bag'),
    todo('Radio check on the site’s channel'),
  ),
  h2('On the boat'),
  tasks(
    todo('Turbine locked: **see** the lock, do not hear about it'),
    todo('Slack confirmed by eye and by current meter'),
    todo('Diver briefed: which bolts, which torque, which turn-back time'),
  ),
  h2('Before you leave the site'),
  tasks(
    todo('First message seen on the tablet: `zero pending` is fine, `leak` is not'),
    todo('Mating count of the pigtail written down'),
    todo('Photo of the installed node, with the serial number'),
    todo('Everything you took is on board again; count the wrenches'),
  ),
);

const divers = page(
  'Diver safety near turbines',
  'Freya',
  370,
  {
    labels: ['field', 'safety'],
    comments: [on('turn back after fifteen', 'Mei', 'The Arabic page has the same figure, checked with a second reader.')],
  },
  p('Written with the divers and signed by them. It outranks every other page of this wiki.'),
  ol(
    'Nobody enters the water before the lock of the turbine is confirmed **in writing** by its operator and **seen** by the dive leader.',
    'Slack water is twenty minutes. Turn back after fifteen, wherever you are.',
    'Three pulls on the line mean stop, for everyone.',
    'The live current is a help. The rope is the truth.',
  ),
  macro('info', { title: 'Why fifteen' }, 'Five minutes are the way up, with a stop. The sea does not give overtime.'),
  table(
    ['Current', 'What we do'],
    ['below 0.3 m/s', 'dive'],
    ['0.3 to 0.5 m/s', 'stay on the line, finish what is in your hand'],
    ['above 0.5 m/s', 'up'],
  ),
);

const support = page(
  'How we answer tickets',
  'Samuel',
  300,
  {
    labels: ['support'],
    comments: [
      on('the number and its age', 'Freya', 'As in the app. Nice.'),
      says(
        'Ingrid',
        'Sales tries to follow this too. We fail at “no adjectives”.',
        says('Samuel', 'You fail beautifully.'),
        says('Ingrid', 'See?'),
      ),
    ],
  },
  excerpt('tone', p('Say what you know, how you know it, and when you will say more.')),
  h2('First answer'),
  ul(
    'Repeat the question in your own words. A third of all tickets end here.',
    'Give the number and its age.',
    'No adjectives: “11 minutes late”, not “slightly delayed”.',
    'Name the next step and who takes it.',
  ),
  h2('Macros we use'),
  code(
    'text',
    'LATE   Data from {site} arrived {minutes} min late between {a} and {b} UTC. Complete now.\nZERO   Node {id} is taking its zero; strain is valid from {time}.\nASK    To answer this I need {what}. You find it at {where}.',
  ),
  h2('Handing over to engineering'),
  p('With: what the customer sees, since when, what you tried, what would make them happy today. Without: a diagnosis in the title.'),
);

const plans = page(
  'Service plans',
  'Ingrid',
  355,
  {
    labels: ['sales', 'reference'],
    comments: [
      says(
        'Oscar',
        'Can we sell silver with a gold response for one site?',
        says('Ingrid', 'No mixtures; we tried, and nobody knew at night which one applied.'),
      ),
    ],
  },
  matrix(
    ['', 'Bronze', 'Silver', 'Gold'],
    ['Response to alarms', 'working hours', '30 min', '10 min'],
    ['Raw bursts', 'on request', '90 days', '400 days'],
    ['Visits a year', '—', '1', '2'],
    ['API requests an hour', '300', '600', '600, more by agreement'],
    ['Person who knows your name', 'yes', 'yes', 'yes'],
  ),
  note('Prices are in the offer tool and nowhere else. A price in a wiki is a promise to whoever finds it.'),
  h2('Common questions'),
  ul(
    '*Can we change plans within a year?* Up at any time, down at renewal.',
    '*What if we have more alarms than usual?* Alarms are not counted. We would be rewarding ourselves for noise.',
    '*Is the buoy ours?* Gateways are rented, nodes are yours.',
  ),
);

const onboardingCustomers = page(
  'From contract to first splash',
  'Oscar',
  245,
  {
    labels: ['process'],
    comments: [
      on(
        'Week 9',
        'Freya',
        'Only with a permit for the mooring. It took 14 weeks at the last site.',
        says('Oscar', 'Added as its own line.'),
      ),
    ],
  },
  p('Eleven weeks if the weather helps. The customer sees this page as a PDF with their own dates.'),
  table(
    ['When', 'What', 'Who'],
    ['Week 0', 'Signature; a call within a day from the person who will answer the phone', '@Ingrid, @Samuel'],
    ['Week 1–3', 'Drawings of the nacelle, permits for moorings', '@Freya'],
    ['Week 4', 'Nodes leave soak test', '@Yuki'],
    ['Week 5', 'Control room training, half a day, with their own staging site', '@Samuel'],
    ['Week 9', 'Gateways in the water', '@Freya'],
    ['Week 10–11', 'Nodes, four a slack', 'crew'],
    ['Week 12', 'First zero, first report, first complaint', 'all of us'],
  ),
  tip('The first complaint is a good sign: somebody is looking.'),
);

const spareParts = page(
  'Spare parts in the van',
  'Freya',
  140,
  { kind: 'live', labels: ['field'] },
  p('Live: strike through what you take, add what you put back. Counted on Fridays.'),
  table(
    ['Part', 'Should', 'Is', 'Where'],
    ['Kelp node, tested', '6', '5', 'box A'],
    ['O-ring set', '20', '22', 'drawer 1'],
    ['Pigtail', '8', '3 {red:ORDER}', 'drawer 2'],
    ['Adapter, old pattern', '4', '4', 'box B'],
    ['Adapter, new pattern', '4', '3', 'box B, and one on a cutting board'],
    ['Gull spikes', '40', '31', 'everywhere'],
  ),
  tasks(todo('Order pigtails @Yuki {2026-11-28}'), done('Replace the fire extinguisher of the van @Freya {2026-11-13}')),
);

const report = page(
  'Monthly operations report, October 2026',
  'Samuel',
  17,
  {
    labels: ['report'],
    comments: [
      on(
        '99.94 %',
        'Lena',
        'Is the hour of the tide table in this number?',
        says('Samuel', 'No: data was available, it was wrong. Listed separately below.'),
        says('Lena', 'Then please say so beside the number. The board will ask.'),
      ),
      says('Tomas', 'Charts are much clearer than last month.'),
    ],
  },
  p('Availability of data 99.94 %, 61 tickets, two visits, one tide that came late.'),
  macro(
    'chart',
    { type: 'line', title: 'Tickets by month' },
    table(['', 'Jul', 'Aug', 'Sep', 'Oct'], ['Opened', '58', '71', '49', '61'], ['Closed', '60', '66', '55', '63']),
  ),
  h2('By customer'),
  table(
    ['Customer', 'Tickets', 'Median first answer', 'Oldest open'],
    ['Orrin Tidal', '24', '6 min', '3 days'],
    ['Kaiyo', '19', '8 min', '9 days, waits for their vendor'],
    ['Maré Alta', '14', '21 min', '5 days'],
    ['Others', '4', '3 h', '—'],
  ),
  h3('Wrong rather than missing'),
  p(
    'On {2026-10-25}, slack times of Skarvsund were an hour late for five hours. No customer site was concerned; our own divers were. See [[ENG:2026-10-25 The tide that came an hour late]].',
  ),
  image('tickets-october.png', 'Bar chart: tickets by customer and week', { width: 600 }),
);

const blog = [
  blogPost(
    'Ten minutes, measured honestly',
    'Samuel',
    61,
    {
      labels: ['support'],
      comments: [
        on(
          'when a person reads it',
          'Ingrid',
          'Two customers quoted this sentence back to me.',
          says('Samuel', 'Then we must not miss it now.'),
        ),
      ],
    },
    p(
      'Our gold plan promises an answer in ten minutes. For years the clock stopped when the system acknowledged the alert, which takes it four hundred milliseconds. Since July it stops when a person reads it.',
    ),
    table(['', 'Before', 'Honest'], ['Median', '0.4 s', '4 min'], ['Worst of the month', '0.9 s', '11 min']),
    p(
      'Yes, we missed one. We told the customer before they noticed, and paid the credit of two percent. It was the cheapest advertising of the year.',
    ),
  ),
  blogPost(
    'A day on the boat for everyone',
    'Freya',
    103,
    {
      labels: ['field'],
      comments: [
        says(
          'Oscar',
          'I was the one who was sick. Twice. Would go again.',
          says('Freya', 'You held the torch the whole time. You are booked for April.'),
        ),
      ],
    },
    p(
      'On Friday, sales, payroll and half of the platform team went out with the crew to change one node. It takes eighteen minutes of still water, three hours of preparation, and nine people who know when to be quiet.',
    ),
    ul(
      '@Oscar now knows why “can you quickly” is not a unit of time.',
      '@Ravi has rewritten the travel policy on the way back.',
      '@Tomas saw a graph of his own on a wet tablet and found the font too small.',
    ),
    image('boat-day.jpg', 'Nine people in orange suits on a small boat, one of them greenish', { caption: 'Before.' }),
  ),
  blogPost(
    '海洋電力様 三周年',
    'Oscar',
    81,
    { labels: ['customer', '日本語'] },
    p(
      '9月1日で、海洋電力様とのお取引が三周年を迎えました。最初の一台から46台へ。夜間当直の皆様の丁寧な記録に、私たちは何度も助けられました。',
    ),
    p(
      'Three years with Kaiyo: from one turbine to forty-six. We sent a cake shaped like a buoy; they sent a photograph of it with a mooring drawn in icing, correctly galvanised.',
    ),
  ),
];

const spaceHome = under(
  home,
  runbookPages,
  customers,
  japanese,
  under(checklist, divers),
  support,
  plans,
  onboardingCustomers,
  spareParts,
  report,
);

export function customerOperations(): SeedSpace {
  return {
    key: 'OPS',
    name: 'Customer Operations',
    type: 'global',
    description: 'Runbooks, customers, visits, and how we answer.',
    admins: [emailOf('Samuel')],
    pages: [spaceHome],
    blogposts: blog,
  };
}
