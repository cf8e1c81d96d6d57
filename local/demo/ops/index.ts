import type { SeedSpace } from '../../confluence/seed';
import { on, page, says, under } from '../page';
import { children, code, excerpt, facts, h2, h3, image, info, macro, matrix, note, p, table, tip, ul } from '../storage';
import { emailOf } from '../who';
import { operationsBlog } from './blog';
import { customers } from './customers';
import { checklist, divers, spareParts } from './field';
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
    blogposts: operationsBlog,
  };
}
