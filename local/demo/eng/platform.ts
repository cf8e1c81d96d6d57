import { on, page, resolved, says, under } from '../page';
import { code, expand, facts, h2, info, layout, layouts, macro, p, panel, properties, table, tip, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';
import { wayOut } from './wayOut';

const platformHome = page(
  'Platform',
  'Tomas',
  790,
  { labels: ['platform'] },
  layouts(
    layout('single', [
      p(
        'Five services and one database turn whispers from the sea floor into a graph that somebody looks at over coffee. This page is the map; each part has its own.',
      ),
    ]),
    layout(
      'two_equal',
      [h2('Way in'), ul('**Ebb** takes what gateways send: [[Ebb ingest]]', '**Lagoon** keeps it: [[Lagoon time-series store]]')],
      [
        h2('Way out'),
        ul(
          '**Harbour** shows it: [[Harbour web app]]',
          '**Lantern** wakes people: [[Lantern alerting]]',
          'The [[Public API]] is for customers who trust their own graphs more',
        ),
      ],
    ),
  ),
  h2('Where it runs'),
  facts(
    ['Regions', 'north (main), south (for Maré Alta, by contract)'],
    ['Cluster', '14 nodes, four of them for Lagoon alone'],
    ['Data a day', '61 GB raw, 2.3 GB summaries'],
    ['Cost', 'on [[Cloud bill, explained]]'],
  ),
);

const ebb = page(
  'Ebb ingest',
  'Tomas',
  700,
  {
    labels: ['platform', 'ebb'],
    comments: [
      on(
        'exactly one copy',
        'Mei',
        'The broker gives at least once. I assume we dedupe further down?',
        says(
          'Tomas',
          'Yes: on (gateway, boot, sequence), for 14 days. Longer outages are replayed from the gateway’s disk with the same numbers, so the window only has to cover the broker.',
        ),
        says('Mei', 'Could the page say that? I can write it.'),
        says('Tomas', 'Please do.'),
      ),
    ],
  },
  properties(['Owner', '@Tomas'], ['State', '{green:IN PRODUCTION}'], ['Language', 'Go'], ['Next review', '{2027-01-20}']),
  p(
    'Ebb speaks MQTT to gateways and gRPC to everything behind. Its promise is small and strict: what it acknowledged is stored on three disks, and there is exactly one copy of it for readers.',
  ),
  macro(
    'plantuml',
    {},
    {
      plain:
        '@startuml\nparticipant Pelican\nparticipant Ebb\ndatabase Log\nparticipant Lagoon\nPelican -> Ebb: publish(seq 41..60)\nEbb -> Log: append\nLog --> Ebb: 3 of 3\nEbb --> Pelican: ack 60\nLog -> Lagoon: consume\n@enduml',
    },
  ),
  h2('Back pressure'),
  p(
    'When Lagoon is slow, Ebb keeps accepting. When the log is nearly full, Ebb stops acknowledging raw bursts first, then summaries, and never alarms. Gateways hold nine days; a stop of an hour is not an incident.',
  ),
  h2('Message'),
  code(
    'protobuf',
    'message Summary {\n  string node = 1;\n  uint32 boot = 2;        // counts restarts of the node\n  uint64 sequence = 3;    // per boot\n  fixed64 counter = 4;    // node time, not UTC\n  repeated Band bands = 5;\n  optional sint32 strain_peak = 6;  // micro-strain\n}',
    'summary.proto',
  ),
  tip('`boot` and `sequence` together are the identity. Never deduplicate by time: two nodes with a flat battery live in the year 2000.'),
);

const lagoon = page(
  'Lagoon time-series store',
  'Mei',
  650,
  {
    labels: ['platform', 'lagoon'],
    comments: [
      says(
        'Freya',
        'Are the retention rules the same for the south region?',
        says('Mei', 'No, raw is kept 400 days there. It is in the contract and in the config, and now here.'),
      ),
      resolved(
        on(
          'compaction runs hourly',
          'Tomas',
          'Every twenty minutes since the stall.',
          says('Mei', 'Corrected the config, keeping hourly in the north. See the incident.'),
        ),
      ),
    ],
  },
  properties(['Owner', '@Mei'], ['State', '{green:IN PRODUCTION}'], ['Language', 'Rust'], ['Next review', '{2026-12-10}']),
  p(
    'A column store for numbers with a time, built on object storage with a small log in front. We did not want to write one; [[ADR-011 A store of our own]] says why we did.',
  ),
  h2('Retention'),
  { block: true, xml: mergedRetention() },
  h2('Compaction'),
  p(
    'Small files arrive each minute; compaction runs hourly and makes large ones. If it falls behind, queries get slower long before anything breaks: 200 open files a series is the alarm, 2,000 the wall.',
  ),
  h2('Asking it'),
  code(
    'sql',
    "select time_bucket('1 tide', t, site => 'skarvsund') as tide,\n       max(strain_peak)\nfrom summary\nwhere node = '7f:3a' and t > now() - interval '28 days'\ngroup by tide\norder by tide;",
    'A bucket of one tide is not of constant length; that is the point',
  ),
  warning('`delete` is not implemented and will not be. Use retention, or ask @Mei for a tombstone with a ticket number.'),
);

function mergedRetention(): string {
  return table(
    ['Data', { content: 'Region north', colspan: 2 }, { content: 'Region south', colspan: 2 }],
    [
      { content: '', header: true },
      { content: 'hot', header: true },
      { content: 'cold', header: true },
      { content: 'hot', header: true },
      { content: 'cold', header: true },
    ],
    [{ content: 'Raw bursts', header: true }, '14 days', '90 days', '14 days', '400 days'],
    [
      { content: 'Summaries', header: true },
      { content: '2 years', rowspan: 2 },
      { content: 'for ever', rowspan: 2 },
      '2 years',
      'for ever',
    ],
    [
      { content: 'Alarms', header: true },
      { content: 'for ever', colspan: 2, colour: '#e3fcef' },
    ],
  ).xml;
}

const cloudBill = page(
  'Cloud bill, explained',
  'Tomas',
  75,
  {
    labels: ['platform', 'cost'],
    comments: [
      says(
        'Lena',
        'The first page about costs that I understood. The board gets it as it is.',
        says('Tomas', 'Please take out the line with the discount.'),
        says('Lena', 'Of course.'),
      ),
      on('we forgot to delete', 'Freya', 'In fairness, we decided to delete and forgot to do it.'),
    ],
  },
  p(
    'October cost 18,420 euros. That is 14.30 euros for each node in the water, and we earn enough with a node for this not to keep us awake. The trend might.',
  ),
  table(
    ['What', 'September', 'October', 'Why it moved'],
    ['Object storage', '4,110', '4,260', '61 GB more a day than in spring'],
    ['Compute', '7,900', '7,640', 'two Lagoon nodes fewer since the compaction change'],
    ['Traffic out', '1,980', '3,120', 'exports of one customer, and a bucket that we forgot to delete'],
    ['Logs', '3,050', '2,700', 'debug logging of the broker switched off'],
    [{ content: '**Sum**', header: true }, '17,040', '17,720', ''],
    [{ content: 'Support and tax', header: true }, '700', '700', ''],
  ),
  expand(
    'How the numbers were taken',
    p('From the billing export, by label `service`. What has no label is 1.1 % and counted as compute.'),
    code(
      'python',
      'import csv, collections\n\ntotal = collections.Counter()\nwith open("billing-2026-10.csv") as f:\n    for row in csv.DictReader(f):\n        total[row["service"] or "compute"] += float(row["cost_eur"])\nprint(total.most_common())',
    ),
  ),
  h2('What we do about it'),
  tasks(
    done('Delete the migration bucket @Tomas {2026-11-06}'),
    todo('Lifecycle rule for exports older than 30 days @Tomas {2026-11-30}'),
    todo('Talk to Kaiyo about bulk exports @Samuel {2026-12-08}'),
  ),
);

const staging = page(
  'Staging and test data',
  'Tomas',
  370,
  { labels: ['platform'] },
  p('Staging is a copy of the platform with 200 invented nodes. Their sea is computed: `seasim` knows tides, storms, and one fisherman.'),
  panel(
    '🧪',
    '#eae6ff',
    'Never copy production data to staging. Customers’ strain peaks are commercially sensitive; a competitor can read blade life from them.',
  ),
  h2('Reset'),
  code('bash', 'ebbctl staging reset --seed 42 --days 90   # the same sea each time'),
  h2('Scenarios'),
  table(
    ['Name', 'What happens', 'Good for'],
    ['`calm`', 'nothing, for 90 days', 'finding what alarms anyway'],
    ['`february`', 'two storms, one lost gateway', 'demos'],
    ['`clockwork`', 'every node’s clock is wrong by another amount', 'making Mei smile'],
    ['`trawler`', 'three buoys leave together, slowly', 'the mooring alarm'],
  ),
  info('The credentials are in the vault, not on this page, and not in the page’s history either. We looked.'),
);

export const platform = under(platformHome, under(ebb, staging), lagoon, ...wayOut, cloudBill);
