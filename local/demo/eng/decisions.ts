import { on, page, resolved, says, under } from '../page';
import { children, code, expand, h2, include, info, macro, note, ol, p, properties, quote, table, ul } from '../storage';
import { decisions, done, tasks, todo } from '../tasks';

const records = page(
  'Architecture decisions',
  'Tomas',
  680,
  { labels: ['adr'] },
  p(
    'One page for each decision that would be expensive to turn around. A record is never edited to look wiser; it is superseded by a later one.',
  ),
  macro('detailssummary', { cql: 'label = "adr" and space = currentSpace()', headings: 'State, Decided, By' }),
  h2('How to write one'),
  ol(
    'Say what hurts, with a number.',
    'Name at least two ways, one of them “do nothing”.',
    'Say what becomes *harder* by your choice.',
    'Leave it open for five working days; silence is consent, grumbling is not.',
  ),
  children,
);

const own = page(
  'ADR-011 A store of our own',
  'Mei',
  655,
  {
    labels: ['adr', 'lagoon'],
    comments: [
      says(
        'Tomas',
        'Two years later: still the right call?',
        says('Mei', 'Yes for the tide buckets. No for the query planner; I would buy that.'),
        says('Tomas', 'Worth a sentence in the record?'),
        says('Mei', 'A later record, then. Ours do not get wiser.'),
      ),
    ],
  },
  properties(['State', '{green:ACCEPTED}'], ['Decided', '{2025-02-03}'], ['By', '@Mei @Tomas'], ['Supersedes', '—']),
  h2('What hurts'),
  p(
    'Our questions are about tides. “The mean of each tide” is not a fixed interval; it is 12 hours and 25 minutes, give or take the wind. In the database we rent, a month of it takes 40 seconds and 11 GB of memory.',
  ),
  h2('Ways'),
  table(
    ['Way', 'For', 'Against'],
    ['Do nothing', 'no work', 'Harbour stays slow; the bill grows with the fleet'],
    ['Compute tides at ingest', 'fast queries', 'a corrected tide table means rewriting history'],
    ['A store of our own', 'tides are a first-class bucket; 40 s become 0.3 s', 'we own a database, with all that this says about us'],
    ['Extension of the rented one', 'smaller', 'not allowed by the vendor in the south region'],
  ),
  h2('Decision'),
  decisions(
    { text: 'We write Lagoon: append only, columns, one query language, no joins' },
    { text: 'It must be possible to export everything as Parquet in a night, so that we can change our mind' },
  ),
  h2('What becomes harder'),
  ul(
    'Hiring: nobody arrives knowing it.',
    'Backups: see the incident of last year for how we learned.',
    'Saying no to joins, every month.',
  ),
);

const broker = page(
  'ADR-014 Keep the message broker',
  'Tomas',
  480,
  {
    labels: ['adr', 'ebb'],
    comments: [resolved(on('half a person', 'Lena', 'Whose half?', says('Tomas', 'Mine, on Fridays. Written down in planning now.')))],
  },
  properties(['State', '{green:ACCEPTED}'], ['Decided', '{2025-07-28}'], ['By', '@Tomas'], ['Supersedes', 'ADR-006']),
  p(
    'Each year somebody new asks why we run a broker of our own instead of the managed one. This is the answer, so that the asking costs ten minutes and not a week.',
  ),
  h2('What hurts'),
  p(
    'Operating it costs about half a person. In return we keep connections that live for months over satellite links with a keep-alive of 20 minutes; the managed service closes them after five and bills each reconnection.',
  ),
  h2('Arithmetic'),
  code(
    'text',
    'gateways               211\nreconnects if closed   12 an hour  =  60,768 a day\ncost of a handshake    6.1 KB over satellite\nper month              11.1 GB     =  far more than half a person',
  ),
  h2('When to ask again'),
  p(
    'When the last gateway without LTE is retired, or when the managed service allows 30 minutes. Both are looked at each July. Last time: neither.',
  ),
);

const certificates = page(
  'ADR-019 Short-lived device certificates',
  'Mei',
  170,
  {
    labels: ['adr', 'security'],
    comments: [
      on(
        'ninety days',
        'Yuki',
        'A node in hibernation may miss the window.',
        says('Mei', 'Nodes have no certificate, gateways have. A gateway is never asleep for longer than nine days, or it is lost.'),
        says('Yuki', 'Right. I mixed up the two.'),
      ),
      says('Samuel', 'Do customers with a firewall need to open anything?', says('Mei', 'No, same port, same host.')),
    ],
  },
  properties(['State', '{yellow:TRIAL}'], ['Decided', '{2026-06-04}'], ['By', '@Mei @Freya'], ['Supersedes', 'ADR-008']),
  h2('What hurts'),
  p(
    'Certificates of ten years felt safe, until the game day in May: forty revoked, nine did not recover. The path that is walked once in ten years is overgrown when you need it.',
  ),
  h2('Decision'),
  p(
    'A gateway’s certificate lives for ninety days and is renewed after thirty. Renewal uses the device key in the secure element, which does not leave it. Revocation lists go away; we stop renewing instead.',
  ),
  h2('Roll-out'),
  tasks(
    done('Ten gateways at Skarvsund @Freya {2026-07-01}'),
    done('Clock check before renewal, with the tide as a witness @Yuki {2026-09-01}'),
    todo('Whole fleet in the north @Freya {2026-12-15}'),
    todo('South, after the audit of Maré Alta @Mei {2027-02-26}'),
  ),
  note(
    'The tide as a witness: if a gateway’s clock says that the water should be high and its pressure sensor says low, it does not trust the clock.',
  ),
);

const noGraphQl = page(
  'ADR-016 No GraphQL for the public API',
  'Freya',
  400,
  {
    labels: ['adr', 'api'],
    comments: [says('Oscar', 'Prospect asked again. I sent them this page.', says('Freya', 'And?'), says('Oscar', 'They signed.'))],
  },
  properties(['State', '{green:ACCEPTED}'], ['Decided', '{2025-10-16}'], ['By', '@Freya @Tomas'], ['Supersedes', '—']),
  p(
    'Three customers asked for it, and the team wanted it too. We said no, for a reason that has little to do with GraphQL: our limit is counted in *requests*, our cost in *samples*, and a language in which one request may ask for any number of samples breaks the only promise that keeps us solvent.',
  ),
  h2('What we do instead'),
  ul(
    'Endpoints for the four questions that make up 93 % of the traffic.',
    'Cursors everywhere, so that a page has a known price.',
    'An export that takes its time and says so.',
  ),
  quote('The best interface is the one whose bill you can predict.', '— @Tomas, in the meeting, to everyone’s surprise including his own'),
);

const feature = page(
  'ADR-021 Flags live in configuration, not in a service',
  'Freya',
  33,
  {
    labels: ['adr'],
    comments: [
      on('eleven flags', 'Mei', 'Twelve. Somebody revived the dark tide curve.', says('Freya', 'That somebody was me. Twelve, then.')),
    ],
  },
  properties(['State', '{blue:PROPOSED}'], ['Decided', '—'], ['By', '@Freya'], ['Supersedes', '—']),
  p(
    'We have eleven flags. A service for flags costs more than all of them together, and it would be the only thing between us and a platform that starts without the internet.',
  ),
  h2('Proposal'),
  p('Flags are lines in the configuration of a service. They have an owner and a date on which CI begins to complain:'),
  code(
    'ini',
    '[flags]\n; name = value ; owner ; remove after\ndark_tide_curve = off ; freya ; 2027-01-31\nneighbour_modem = on  ; yuki  ; 2026-12-31\nbulk_export     = 5%  ; tomas ; 2027-03-31',
  ),
  h2('Against it'),
  ul(
    'Changing a flag is a deployment. (At 11:00 each day, so what?)',
    'Percentages need a stable hash. (One function, tested.)',
    'Product people cannot switch them. (That is listed under *for* in another draft of this page.)',
  ),
  expand(
    'Comments from the first round',
    p('@Tomas: fine. @Yuki: please not for firmware. @Mei: who reads the complaint of CI? — The owner; it is addressed to them.'),
  ),
);

const template = page(
  'ADR template',
  'Tomas',
  679,
  { labels: ['template'] },
  info('Copy this page, take the next number, and delete the sentences in italics.'),
  properties(['State', '{grey:DRAFT}'], ['Decided', '—'], ['By', '—'], ['Supersedes', '—']),
  h2('What hurts'),
  p('*One paragraph and one number. If there is no number, measure first.*'),
  h2('Ways'),
  table(['Way', 'For', 'Against'], ['Do nothing', '*always the first line*', ''], ['', '', '']),
  h2('Decision'),
  p('*We do X. Present tense; the page is read in three years.*'),
  h2('What becomes harder'),
  p('*The paragraph that makes a record honest.*'),
  include('include', 'Definition of done'),
);

export const adrs = under(records, own, broker, noGraphQl, certificates, feature, template);
