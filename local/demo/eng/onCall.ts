import { on, page, resolved, says, under } from '../page';
import { excerpt, expand, h2, h3, matrix, ol, p, table, toc, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';

const onCall = page(
  'On call',
  'Freya',
  500,
  {
    labels: ['handbook', 'on-call'],
    comments: [
      on(
        'fifteen minutes',
        'Samuel',
        'Customers on the gold plan have ten minutes in the contract. Can we align this?',
        says(
          'Freya',
          'The pager already escalates after eight. I would rather keep the promise to ourselves soft and the one to customers hard.',
        ),
        says('Tomas', 'Agreed. Leave it.'),
      ),
      resolved(
        on(
          'two weeks in advance',
          'Ravi',
          'The works council asked for three weeks. Shall we change it?',
          says('Freya', 'Changed in the rota tool; the text follows with the January edition.'),
        ),
      ),
      says(
        'Oscar',
        'Question from the outside: may sales page the on-call engineer for a demo that does not work?',
        says('Freya', 'No. But write in `#eng-demo` and somebody usually jumps in.'),
        says('Oscar', 'Fair enough :thumbsup:'),
      ),
    ],
  },
  toc,
  excerpt(
    'promise',
    p(
      'One engineer is on call for the platform and one for devices. You answer a page within fifteen minutes, you may wake anyone, and you are never blamed for asking.',
    ),
  ),
  h2('Rota'),
  p(
    'Shifts run from Wednesday 10:00 to Wednesday 10:00, because handing over on a Monday made everyone’s weekend longer. The rota is published two weeks in advance; swaps are between the two of you, and the tool is the only truth.',
  ),
  h2('Severity'),
  matrix(
    ['', 'What it means', 'Who is woken', 'First message to customers'],
    ['SEV1', 'Measurements are being lost for good, or somebody could get hurt', 'Both engineers, @Tomas, @Samuel', '30 minutes'],
    ['SEV2', 'Data is late or a gateway fleet is unreachable', 'The engineer of that area', '2 hours'],
    ['SEV3', 'One device, one customer, a workaround exists', 'Nobody; next working day', 'in the ticket'],
  ),
  h2('When the pager goes'),
  ol(
    'Acknowledge. That stops the clock, nothing more.',
    'Open a thread in `#incidents` and write what you see, not what you think.',
    [
      'Find the runbook: every alert links to one. If it does not, that is the second incident.',
      ul('Devices: [[OPS:Gateway does not report]]', 'Platform: [[OPS:Ingest lag is growing]]'),
    ],
    'If you are not on the way up after twenty minutes, call the second person.',
  ),
  h2('Pay and rest'),
  p(
    'The rules are on [[PEO:On-call pay and rest time]]. The short form: paid by the week, eleven hours of rest after a night call, and no meeting next morning is important enough to break that.',
  ),
);

const handover = page(
  'On-call handover',
  'Freya',
  120,
  { labels: ['on-call'], kind: 'live' },
  p('This is a live document: write while you are on shift, and walk through it together on Wednesday.'),
  h2('Week of {2026-11-18} — @Yuki to @Freya'),
  tasks(
    done('Gateway PEL-0417 reboots at 02:00 UTC: traced to the nightly self-test, patch is in 4.12.1 @Yuki {2026-11-17}'),
    todo('Watch the ingest lag of the Maré Alta fleet until the second gateway is in place @Freya {2026-11-25}'),
    todo('Ask Orrin Tidal for the harbour master’s new mooring schedule @Samuel {2026-11-27}'),
  ),
  h2('Week of {2026-11-11} — @Tomas to @Yuki'),
  ul(
    'Two pages, both at lunchtime, both the same certificate on the staging broker. Certificate rotation is now [[ADR-019 Short-lived device certificates]].',
    'Quiet nights. The seal on the web camera is back :seal:',
    'One false alarm: the tide table of Skarvsund was an hour off after the clocks changed.',
  ),
  h2('Week of {2026-11-04} — @Mei to @Tomas'),
  ul('Lagoon compaction stalled for forty minutes; see [[2026-11-06 Lagoon compaction stall]].', 'Nothing else. I baked bread.'),
  expand('Template for a new week', h3('Week of … — … to …'), p('What rang, what I did, what I would do again, what is still open.')),
);

const gameDays = page(
  'Game days',
  'Mei',
  420,
  { labels: ['resilience'] },
  p(
    'Once a quarter we break something on purpose, with the real people, on the real system, in daylight. The rule is that the facilitator knows what will break and nobody else does.',
  ),
  table(
    ['Date', 'What we broke', 'What we learned', 'Follow-up'],
    [
      '{2026-02-19}',
      'Took away the primary message broker',
      'Failover worked; the dashboard showed green because it read from the dead one',
      '{green:DONE}',
    ],
    [
      '{2026-05-21}',
      'Revoked the certificate of forty gateways',
      ['Thirty-one recovered.', 'Nine had a clock that was two years late and refused the new one.'],
      '[[ADR-019 Short-lived device certificates]]',
    ],
    [
      '{2026-08-20}',
      'Told the on-call engineer that the office had no power',
      'The VPN needs the office. Nobody had noticed in four years.',
      '{yellow:IN PROGRESS}',
    ],
    [
      '{2026-11-19}',
      'Deleted a customer’s dashboard folder',
      'Restore took 11 minutes; finding out *which* folder took 40',
      '{blue:PLANNED}',
    ],
  ),
  h2('Preparing one'),
  ol(
    'Pick a failure that has a runbook.',
    'Agree with @Samuel which customers hear of it beforehand.',
    'Write the abort word on the wall. Ours is “lighthouse”.',
    'Debrief within an hour, with cake.',
  ),
  warning('Never on a spring tide. The technicians at sea depend on the live current readings, and they are not part of the game.'),
);

export const onCallPages = under(onCall, handover, gameDays);
