import { on, page, resolved, says, under } from '../page';
import { anchor, children, code, excerpt, expand, h2, info, note, ol, p, panel, table, tip, ul, warning } from '../storage';
import { tasks, todo } from '../tasks';

const runbooks = page(
  'Runbooks',
  'Samuel',
  560,
  { labels: ['runbook'] },
  excerpt('purpose', p('A runbook is for the person who is tired, alone, and has never seen this alert before.')),
  p(
    'Each alert of Lantern links to one of these pages. They have the same five parts: what it means, who notices, first five minutes, if that did not help, when to call whom.',
  ),
  children,
  tip('A runbook is tested by giving it to somebody from another team at half past five on a Friday.'),
);

const gateway = page(
  'Gateway does not report',
  'Samuel',
  430,
  {
    labels: ['runbook', 'pelican'],
    comments: [
      on(
        'twenty-five minutes',
        'Freya',
        'Satellite gateways report each hour. Thirty false alarms a month come from this line.',
        says('Samuel', 'Line is per uplink kind since yesterday; the page follows.'),
        says('Freya', 'Thank you!'),
      ),
      says('Oscar', 'Customers read “does not report” as “sunk”. Could the alert say “silent”?', says('Samuel', 'Good idea, changed.')),
    ],
  },
  h2('What it means'),
  p(
    'A Pelican has said nothing for twenty-five minutes. In nine of ten cases the sea between it and the mast is the reason and it comes back with the tide.',
  ),
  h2('First five minutes'),
  ol('Is it alone? If a whole site is silent, go to [[Site is offline]].', 'Look at the last battery value and the last position.', [
    'Ask it by satellite:',
    code('bash', 'ebbctl gateway ping PEL-0417 --via satellite --wait 10m\n# pong  age=3m  battery=81%  lte=none  nodes=14/14'),
  ]),
  h2('If that did not help'),
  table(
    ['Last thing it said', 'Probably', 'Do'],
    ['battery below 20 %', 'winter', 'wait for noon, then [[Gateway battery is low]]'],
    ['position moved', 'mooring', '**call the harbour master**, then @Freya'],
    ['firmware updating', 'it is updating', 'give it forty minutes'],
    ['nothing unusual', 'antenna, or gull', 'visit at next slack'],
  ),
  h2('When to call whom'),
  p('The customer hears of it after four hours, or at once if an alarm was open. @Freya at any hour if it moves.'),
);

const battery = page(
  'Gateway battery is low',
  'Freya',
  315,
  { labels: ['runbook', 'pelican'] },
  p('Below 30 % the buoy asks for help, below 15 % it helps itself: modem off, logs off, alarms only.'),
  h2('First five minutes'),
  ol(
    'Compare with its neighbours. All low: weather. One low: panel or cell.',
    'Switch it to winter mode by hand; it is reversible and costs nothing but logs.',
    'Write the expected day of 15 % into the ticket. Use the worst week of [[ENG:Solar budget of Pelican at 60° north]].',
  ),
  code('bash', 'ebbctl gateway set PEL-0417 mode=winter\nebbctl gateway forecast PEL-0417 --weather   # days until 15 %, pessimistic'),
  note('A battery that fell 10 % in a night with a clean panel is a failing cell. It will not get better in spring.'),
);

const siteOffline = page(
  'Site is offline',
  'Samuel',
  425,
  {
    labels: ['runbook', 'sev1'],
    comments: [
      resolved(
        on(
          'status page',
          'Ingrid',
          'Which one is the customer’s own, for Kaiyo?',
          says('Samuel', 'Theirs is by mail to the night desk, see their page.'),
        ),
      ),
    ],
  },
  panel(
    '🚨',
    '#ffebe6',
    'If divers or a crew are on the site: call the skipper **first**, by radio or phone. They rely on the live current. Everything else can wait.',
  ),
  h2('First five minutes'),
  ol(
    'Is anyone on the water? The permit board of the site says so.',
    'Is it us? If two sites are silent, it is us: wake the platform engineer.',
    'Is it the mast? The operator’s hotline is on the site’s page.',
    'Put the site on the status page, in words a skipper would use.',
  ),
  h2('If that did not help'),
  p('Gateways keep nine days. Nothing is lost yet, and saying so is half of the job. Text that has worked:'),
  code(
    'text',
    'We do not receive data from {site} since {time} UTC. The devices go on\nmeasuring and keep their data for at least nine days. Live current and\nslack times for {site} are NOT available: do not plan a dive with them.\nNext message at {time + 2h}.',
  ),
  tasks(todo('Permit board checked'), todo('Status page'), todo('Customer informed'), todo('Next message planned, with an alarm clock')),
);

const ingestLag = page(
  'Ingest lag is growing',
  'Tomas',
  310,
  { labels: ['runbook', 'platform'] },
  p(
    'Data arrives later than five minutes after the gateway sent it, and it is getting worse. Customers see old ages on graphs, not wrong numbers.',
  ),
  h2('First five minutes'),
  code(
    'bash',
    'ebbctl lag --by stage\n# stage      lag    trend\n# broker     0s     flat\n# log        2s     flat\n# lagoon     11m    rising   <- here',
  ),
  table(
    ['Stage that rises', 'Usual reason', 'Do'],
    ['broker', 'a fleet reconnects at once', 'nothing for ten minutes'],
    ['log', 'a disk is full', 'move the oldest segment, page two of the disk guide'],
    ['lagoon', 'compaction, or one node with thousands of boots', 'exclude the site, see [[ENG:2026-11-06 Lagoon compaction stall]]'],
  ),
  warning('Do not restart Lagoon to “clear” the lag. It reads its log again at start and the lag doubles.'),
);

const strain = page(
  'Strain alarm',
  'Mei',
  305,
  {
    labels: ['runbook', 'sev1', 'customer'],
    comments: [
      on(
        'we do not stop turbines',
        'Ingrid',
        'I hear this question in each first talk with a prospect. Good to have it in writing.',
        says('Mei', 'We never will, either.'),
      ),
      says(
        'Samuel',
        'Rehearsed on Friday with Oscar, who had never seen it: eleven minutes to the call.',
        says('Mei', 'That is a minute better than me.'),
        says('Oscar', 'I read faster when I am frightened.'),
      ),
    ],
  },
  h2('What it means'),
  p(
    'Peak strain of a blade is above its limit in two bursts. It may be a blade, a gauge, or a log that floated by. The customer decides whether to stop; we do not stop turbines.',
  ),
  h2('First five minutes'),
  ol(
    'One gauge or all of a blade? One: see [[ENG:Calibration of strain gauges]], “When to doubt it”.',
    'One turbine or the whole site? The whole site means weather or the tide table.',
    'Call the customer’s control room **before** you are sure. Say what you know and how well.',
  ),
  h2('Words for the call'),
  p(
    anchor('words'),
    '“Turbine five, blade B, peak strain 2,100 micro-strain, limit 1,800, twice in ten minutes. Neighbours are normal. We think it is real. Do you want the raw bursts?”',
  ),
  ul('Do not say “probably nothing”.', 'Do not say “you must stop”.', 'Write down the time and who you spoke to.'),
);

const leak = page(
  'Leak alarm of a node',
  'Yuki',
  270,
  { labels: ['runbook', 'kelp'] },
  p('*damp* is a note in the log. *wet* is this page. A wet node has between an hour and six weeks.'),
  ol(
    'Ask for its raw bursts now, newest first; they may be the last.',
    'Switch the modem to full power: battery life no longer matters.',
    'Order the swap for the next slack with a crew.',
  ),
  code('bash', 'ebbctl node rescue 7f:3a --newest-first --until-silent'),
  expand(
    'What the node does by itself',
    p(
      'It writes its journal to both banks, stops the heater, and says its serial number with each message, so that whoever finds it can return it.',
    ),
  ),
  info('Since firmware 4.12 a wet node is marked on the map with a drop. Customers like to know; so do divers.'),
);

export const runbookPages = under(runbooks, under(siteOffline, under(gateway, battery)), ingestLag, strain, leak);
