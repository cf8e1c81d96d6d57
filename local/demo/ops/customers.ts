import { dangling, folder, on, page, reopened, says, under } from '../page';
import { facts, h2, info, matrix, note, ol, p, properties, table, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';

const orrin = page(
  'Orrin Tidal',
  'Samuel',
  500,
  {
    labels: ['customer', 'gold'],
    comments: [
      on(
        'their control room',
        'Ingrid',
        'The deputy joins us from January, she asked for the invitation.',
        says('Samuel', 'Fine with us.'),
      ),
      says('Oscar', 'Their new head of operations is a sailor. Bring charts, not slides.'),
    ],
  },
  properties(['Plan', '{yellow:GOLD}'], ['Since', '{2021-05-01}'], ['Turbines', '84 at 7 sites'], ['Contact with us', '@Samuel']),
  p('Our first customer and our strictest. They run seven small sites in one sound and measure everything twice.'),
  h2('What is special'),
  ul(
    'Gold plan: ten minutes to answer, any hour.',
    'Their harbour master gives mooring windows monthly, on paper. @Samuel types them in.',
    'Nodes of site 3 sit at 48 m; KELP-2304 was found there.',
  ),
  h2('Rhythm'),
  table(
    ['Meeting', 'When', 'Who'],
    ['Operations', 'Thursday, ten o’clock', '@Samuel, their control room'],
    ['Quarterly review', 'first week of the quarter', '@Ingrid, @Samuel'],
    ['Visit', 'twice a year, spring and autumn', '@Freya with a crew'],
  ),
  tasks(
    done('Send the blade B history of turbine 5 @Samuel {2026-11-04}'),
    todo('Ask for the mooring schedule of 2027 @Samuel {2026-12-03}'),
    todo('Swap the node with the loose battery, Orrin 7 @Freya {2026-12-12}'),
  ),
);

const orrinVisit = page(
  'Visit report Orrin 3, September 2026',
  'Freya',
  63,
  {
    labels: ['visit'],
    comments: [
      on('two hours late', 'Samuel', 'Was this the ferry or us?', says('Freya', 'The ferry. I have a photo of the captain’s apology.')),
    ],
  },
  facts(
    ['Dates', '{2026-09-15} to {2026-09-17}'],
    ['Crew', '@Freya, two technicians, two divers of the customer'],
    ['Weather', 'neap, light wind, fog on the second morning'],
  ),
  p(
    'Four nodes swapped, one zero repeated, one adapter forgotten and made from a cutting board. The ferry was two hours late on the first day, so that we lost one slack of five.',
  ),
  table(
    ['Turbine', 'Node out', 'Node in', 'Remark'],
    ['O3-1', '1b:22', '8c:01', 'window fouled, battery 41 %'],
    ['O3-2', '1b:23', '8c:02', ''],
    ['O3-4', '1b:2f', '8c:05', 'pigtail at 39 matings: scrapped'],
    ['O3-5', '2c:90', '—', 'not reached; woke by itself in October'],
  ),
  h2('For next time'),
  ol(
    'Both adapters. Both. It is on the list for a reason.',
    'Fog costs a slack: plan five for four.',
    'The customer’s divers like our knots; leave them two slings.',
  ),
);

const orrinContract = page(
  'Orrin Tidal: service levels as agreed',
  'Ingrid',
  145,
  { labels: ['contract'] },
  p('Extract for those who answer the phone; the contract itself is with @Ingrid.'),
  matrix(
    ['', 'Response', 'First diagnosis', 'On site'],
    ['Strain alarm', '10 min', '1 h', 'next slack with daylight'],
    ['Site offline', '10 min', '2 h', '48 h'],
    ['One node', 'next working day', '3 days', 'next visit'],
  ),
  note('Response means a person who has read the alert, in English. A ticket number is not a response.'),
  h2('Credits'),
  p(
    'Two percent of the month for each miss, at most ten. We paid once, in March 2024, for an hour in which the pager was on silent; since then the pager cannot be silent.',
  ),
);

const mare = page(
  'Maré Alta Energia',
  'Ingrid',
  290,
  {
    labels: ['customer', 'silver'],
    comments: [
      says(
        'Mei',
        'Audit moved to 24 February. Certificates follow two days later.',
        says('Ingrid', 'Told them. They were relieved, to be honest.'),
      ),
      reopened(
        on(
          'stays in the south region',
          'Tomas',
          'Backups as well?',
          says('Mei', 'Yes, since June.'),
          says('Tomas', 'One nightly job still copied metadata north. Reopening until it is proven gone.'),
        ),
      ),
    ],
  },
  properties(['Plan', '{blue:SILVER}'], ['Since', '{2024-02-15}'], ['Turbines', '31 at 2 sites'], ['Contact with us', '@Ingrid']),
  p(
    'Southern customer with a public owner: everything is tendered, audited and friendly. By contract their data stays in the south region.',
  ),
  h2('What is special'),
  ul(
    'Warm water: biofouling twice as fast, wiper interval of six weeks. :crab:',
    'Safety pages exist in Arabic for part of the crew: [[ENG:دليل السلامة للغواصين]].',
    'Invoices need a number that they give us; without it nothing is paid and nobody says why.',
  ),
  tasks(
    done('Second gateway ordered @Samuel {2026-10-30}'),
    todo('Install the second gateway @Freya {2026-12-09}'),
    todo('Documents for the audit @Mei {2027-01-29}'),
  ),
);

const mareFouling = page(
  'Fouling at the southern sites',
  'Freya',
  110,
  { labels: ['visit', 'kelp'] },
  p(
    'Three visits, three times the same picture: hydroids after four weeks, barnacles after ten, a small crab who considers the strap his.',
  ),
  table(
    ['Coating', 'After 6 weeks', 'After 12 weeks', 'Verdict'],
    ['none', 'film, 2 mm', 'hard growth, sensor blind', 'no'],
    ['silicone', 'film, wipes off', 'patches', 'yes'],
    ['copper tape', 'clean', 'clean; bolt beside it corroded', '{red:NO}'],
  ),
  warning('Copper next to titanium in warm salt water is a battery. We built one by accident and it worked well.'),
  p('Recommendation to the customer: silicone, wipe at each visit, and leave the crab.'),
);

const skarvsund = page(
  'Skarvsund test site',
  'Freya',
  465,
  { labels: ['site'] },
  p(
    'Our own water: twelve turbines of four makers, owned by a foundation, run by us and two universities. Whatever we ship has been here first.',
  ),
  facts(
    ['Current, spring', '3.4 m/s flood, 3.1 m/s ebb'],
    ['Depth', '22 to 37 m'],
    ['Slack', '18 to 24 minutes'],
    ['Ferry', 'last one back 18:40'],
    ['Radio', 'channel 12, “Skarv control”'],
  ),
  h2('House rules'),
  ol(
    'Permit board before boots. No tag, no boat.',
    'Nobody dives alone, nobody dives on a rising wind.',
    'The seal at berth 2 is not a colleague, whatever @Yuki says. :seal:',
  ),
  info('Tide table comes from the authority, with a zone since this autumn: [[ENG:2026-10-25 The tide that came an hour late]].'),
);

const renewals = page(
  'Contract renewals 2027',
  'Ingrid',
  57,
  {
    labels: ['contract', 'confidential'],
    restrictedTo: { groups: ['sales'], users: ['Lena', 'Samuel'] },
    comments: [
      on('Walk-away price', 'Lena', 'Agreed with the board on Monday.'),
      says('Oscar', 'Kaiyo’s purchasing has a new lead; she was at the other table in Lisbon.'),
    ],
  },
  p('Not for the hall. Numbers are yearly, in thousands of euros.'),
  table(
    ['Customer', 'Now', 'Our offer', 'Walk-away price', 'Chance'],
    ['Orrin Tidal', '412', '430', '395', '90 %'],
    ['Maré Alta', '138', '150', '131', '80 %'],
    ['Kaiyo', '266', '310', '270', '60 %, with a region in Asia 90 %'],
  ),
  tasks(todo('Offer to Orrin @Ingrid {2026-12-01}'), todo('Kaiyo: come with a date for the region @Ingrid @Tomas {2026-11-26}')),
);

const renewalNotes = page(
  'Kaiyo: notes from the corridor',
  'Oscar',
  20,
  { labels: ['confidential'] },
  p('Restricted by its parent. What people say when the meeting is over is worth more than the minutes, and is owed more discretion.'),
  ul(
    'They like the buoys and find our invoices charming.',
    'The night desk decides more than the org chart says.',
    'A competitor offers half the price and a quarter of the sampling. They know.',
  ),
  table(
    ['Heard', 'From', 'How sure'],
    ['The region in Asia is the condition, the price is the pretext', 'head of the control room', 'very'],
    ['Renewal goes to the board on 12 March', 'purchasing', 'sure'],
    ['They showed our slack page to their regulator, with pride', 'night desk', 'saw it myself'],
  ),
  p('What I promised: a date for the region, and that @Tomas comes along once. Nothing else, and especially no discount.'),
);

const noAi = page(
  'Kaiyo: personal contact notes',
  'Oscar',
  99,
  { labels: ['no-ai'] },
  p('Who prefers which language, who has small children, who does not eat fish. Told to us by friends, so it goes into no machine.'),
  table(
    ['Contact', 'Remember'],
    ['Head of the control room', 'writes in Japanese, reads English, calls rather than mails'],
    ['Night desk', 'two people in turns; both like to hear that they were right'],
    ['Purchasing', 'never on Mondays'],
  ),
  p('When you add something, ask yourself whether they would smile if they read it. If not, leave it out.'),
  p(
    'How to greet, when to call, what was promised last time. Each line has the initials of the person who was told, and goes away when the contact leaves.',
  ),
  ul(
    'Send New Year’s cards by the 15th of December; late cards look like an afterthought, and were one. O.N.',
    'A visitor brings something small for the night desk as well. S.A.',
    'Praise in front of others embarrasses; praise by mail is printed and kept. O.N.',
  ),
);

const prospect = page(
  'Lost: Fjordkraft pilot',
  'Oscar',
  215,
  {
    labels: ['sales', 'lost'],
    comments: [dangling(on('they never answered', 'Ingrid', 'They did, to me. Please correct.', says('Oscar', 'Corrected, sorry.')))],
  },
  p('A pilot with two nodes that did not become a contract. Written down because we learn more from these than from the others.'),
  h2('What they said'),
  p('Too much data, too little advice. They wanted a traffic light and we gave them a spectrum.'),
  h2('What we think'),
  ul(
    'They were right. [[ENG:Roadmap 2027]] has “blade life as a number” below the line; it may belong above.',
    'We answered each question within a day and none within an hour.',
    'Nobody of us had been on their boat.',
  ),
  h2('The pilot in numbers'),
  table(
    ['', 'Planned', 'Was'],
    ['Weeks', '8', '13'],
    ['Nodes', '2', '2, one of them upside down for a week'],
    ['Questions from them', '—', '31'],
    ['Days on their boat', '2', '0'],
  ),
  tasks(done('Thank them, without an offer @Oscar {2026-05-04}'), todo('Ask again when blade life is a number @Oscar {2027-06-01}')),
);

export const customers = folder(
  'Customers and sites',
  'Ingrid',
  505,
  under(orrin, orrinVisit, orrinContract),
  under(mare, mareFouling),
  skarvsund,
  under(renewals, renewalNotes),
  noAi,
  prospect,
);
