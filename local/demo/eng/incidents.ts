import { folder, on, page, resolved, says } from '../page';
import { code, facts, h2, image, info, inlineMacro, jira, macro, ol, p, table, tip, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';

const compaction = page(
  '2026-11-06 Lagoon compaction stall',
  'Mei',
  15,
  {
    labels: ['incident', 'sev2', 'lagoon'],
    comments: [
      on('forty minutes', 'Freya', 'Customers saw it for 25; the first quarter of an hour was cached.', says('Mei', 'Added to the table.')),
      says('Samuel', 'Two tickets came of it, both answered with the link to the status page. Thank you for the quick text.'),
    ],
  },
  facts(
    ['Severity', '{yellow:SEV2}'],
    ['From, to', '02:10 – 02:50 UTC, {2026-11-06}'],
    ['Seen by customers', 'graphs older than 40 minutes, 25 minutes long'],
    ['Data lost', 'none'],
    ['Led by', '@Mei'],
  ),
  h2('What happened'),
  p(
    'A compaction of the busiest site took 40 GB of memory instead of four. The machine did what machines do, the job was started elsewhere, and took that one down too. After the third machine the scheduler gave up. Queries were slow for forty minutes and then stale.',
  ),
  h2('Timeline'),
  table(
    ['UTC', 'What'],
    ['02:10', 'First machine restarts; nobody is told, by design'],
    ['02:18', 'Third machine. Alarm “open files a series above 200”'],
    ['02:21', '@Mei acknowledges from the kitchen'],
    ['02:34', 'The site is excluded from compaction; the rest recovers'],
    ['02:50', 'Stale graphs are gone'],
  ),
  h2('Why'),
  ol(
    'One node reported 4,000 boots in a day: a loose battery, restarting each 20 seconds.',
    'A boot is part of the key, so each had a series of its own.',
    'Compaction holds one buffer for each series of a site.',
    'Nobody had imagined 4,000. The test has twelve.',
  ),
  h2('What we change'),
  tasks(
    done('Limit buffers and spill to disk @Mei {2026-11-10}'),
    done('Alarm on boots per node and day @Freya {2026-11-13}'),
    todo('A scenario `loose-battery` in `seasim` @Tomas {2026-12-04}'),
    todo('Ask the crew of Orrin 7 to look at the connector @Samuel {2026-12-12}'),
  ),
);

const certificate = page(
  '2026-09-30 Staging certificate, three times',
  'Freya',
  52,
  { labels: ['incident', 'sev3'] },
  facts(['Severity', '{grey:SEV3}'], ['Seen by customers', 'not at all'], ['Led by', '@Freya']),
  p(
    'The certificate of the staging broker ran out on Wednesday, was renewed by hand with the old date, ran out again on Friday, and once more on Monday because the fix was deployed to production, where nothing was wrong.',
  ),
  h2('The part worth remembering'),
  p(
    'Each of the three people did the right thing with what they saw. What they saw was a dashboard that compared the certificate *file*, while the broker had read it at its start two months ago.',
  ),
  code(
    'bash',
    '# What the broker really shows to the world:\nopenssl s_client -connect broker.staging.lan:8883 </dev/null 2>/dev/null \\\n  | openssl x509 -noout -dates -serial',
  ),
  tip('Check the thing, not its source. The dashboard now opens a connection, like everyone else.'),
);

const tideTable = page(
  '2026-10-25 The tide that came an hour late',
  'Tomas',
  27,
  {
    labels: ['incident', 'sev2'],
    comments: [
      resolved(
        on(
          'the authority of Skarvsund',
          'Ingrid',
          'May we name them? They are a customer’s landlord.',
          says('Tomas', 'They published the correction themselves, so yes.'),
        ),
      ),
      says('Yuki', 'I love that the sea was right and the file was wrong.', says('Mei', 'It usually is. Both.')),
    ],
  },
  facts(
    ['Severity', '{yellow:SEV2}'],
    ['Seen by customers', 'divers’ window shown an hour late at one site'],
    ['Anyone in the water', 'no; the crew looked out of the window'],
    ['Led by', '@Tomas'],
  ),
  h2('What happened'),
  p(
    'On the morning the clocks changed, the authority of Skarvsund published its tide table in local time without a zone, as each year. Our import guesses the zone from the file’s date. The file was made on Saturday.',
  ),
  image('skarvsund-2026-10-25.png', 'Two curves an hour apart: predicted water level in blue, measured in grey', {
    caption: 'Blue is what we said, grey is what the water did.',
  }),
  h2('Why nobody noticed for five hours'),
  ul(
    'The check compares the prediction with the measurement and warns above 40 cm. At neap, an hour is 31 cm.',
    'The warning that did come was explained away by “site on maintenance”.',
  ),
  h2('What we change'),
  table(
    ['Change', 'Issue', 'State'],
    ['Threshold relative to the range of the day', jira('EBB-1190'), '{green:DONE}'],
    ['No guessing: a table without a zone is refused', jira('EBB-1191'), '{blue:IN REVIEW}'],
    ['Slack windows are never explained away', jira('EBB-1192'), '{green:DONE}'],
  ),
  warning('Slack water is about people. From now on anything wrong with it is SEV1 until proven otherwise.'),
);

const lostBuoy = page(
  '2026-08-02 Gateway PEL-0233 leaves for the open sea',
  'Freya',
  111,
  {
    labels: ['incident', 'sev3', 'pelican'],
    comments: [
      says('Oscar', 'Best page of this wiki.'),
      says(
        'Lena',
        'Is the trawler’s skipper on our list for the winter party?',
        says('Freya', 'He is, and he brings the buoy’s sticker back.'),
      ),
    ],
  },
  facts(['Severity', '{grey:SEV3}'], ['Distance', '41 nautical miles'], ['Lost', 'one anchor, no data'], ['Led by', '@Freya']),
  p(
    'At 04:12 PEL-0233 was 90 m from its anchor and said so. At 04:40 it was at 900 m and said so. It kept saying so, with improving signal, while it drifted past the harbour.',
  ),
  h2('What went well'),
  ul(
    'The position came each ten minutes for 31 hours, then each hour to save power.',
    'Buffered summaries of all 14 nodes arrived from the trawler’s deck.',
    'Nobody called the coast guard twice.',
  ),
  h2('What did not'),
  p(
    'The shackle was stainless on galvanised chain. It is on the list of things not to do, on page four, in grey. It is on page one now: [[OPS:Installation checklist for crews]].',
  ),
  macro('gallery', { include: 'pel-0233-deck.jpg, pel-0233-shackle.jpg', columns: '2' }),
  p('Track of the journey: ', inlineMacro('view-file', { name: 'pel-0233.gpx' })),
);

const template = page(
  'Incident report template',
  'Freya',
  495,
  { labels: ['template', 'incident'] },
  info('Blameless means that names appear with what they *saw* and *did*, and that the word “should” does not appear at all.'),
  facts(['Severity', ''], ['From, to', ''], ['Seen by customers', ''], ['Data lost', ''], ['Led by', '']),
  h2('What happened'),
  p('*Four sentences for somebody from another team.*'),
  h2('Timeline'),
  table(['UTC', 'What'], ['', '']),
  h2('Why'),
  p('*Keep asking until the answer is something we can change.*'),
  h2('What we change'),
  tasks(todo('One task, one person, one date')),
);

export const incidents = folder('Incidents', 'Freya', 500, compaction, tideTable, certificate, lostBuoy, template);
