import { on, page, says, under } from '../page';
import { code, h2, info, noformat, ol, p, table, ul, warning } from '../storage';
import { done, tasks, todo } from '../tasks';

const security = page(
  'Security',
  'Mei',
  560,
  { labels: ['security'] },
  p('What we protect, from whom, and how you tell us that something is wrong: `security@northwind-tides.example`, or @Mei at any hour.'),
  table(
    ['What', 'Why somebody would want it', 'What stands in the way'],
    ['Strain data', 'blade life is worth money to a competitor', 'tenants apart in storage and in keys'],
    ['Firmware keys', 'two hundred buoys that obey you', 'an offline signer, two people, a safe'],
    ['The control of turbines', 'obvious', 'we do not have it: read only, by design'],
  ),
  h2('For everyone'),
  ul(
    'Hardware keys for all accounts; no codes by text message.',
    'Secrets live in the vault. A secret in a page or a ticket is a *burnt* secret: rotate, then delete.',
    'A lost laptop is a five-minute call, not a confession.',
  ),
  info('Reports of findings are in a part of this tree that only the security group can see.'),
);

const findings = page(
  'Security findings (restricted)',
  'Mei',
  240,
  {
    labels: ['security'],
    restrictedTo: { groups: ['security'], users: ['Tomas'] },
    comments: [on('no attempt in the logs', 'Tomas', 'How far back did we look?', says('Mei', '400 days, all regions.'))],
  },
  warning('Do not quote from here in tickets. Link, and let the restriction do its work.'),
  table(
    ['Finding', 'Severity', 'Found', 'State'],
    ['Export links guessable within an hour', '{red:HIGH}', '{2026-04-14}', 'closed after nine days; no attempt in the logs'],
    [
      'Debug UART open on 60 nodes of batch 2402',
      '{yellow:MEDIUM}',
      '{2026-07-08}',
      'needs a diver and a screwdriver; accepted until the next visit',
    ],
    ['Old TLS on the shore stations', '{yellow:MEDIUM}', '{2026-10-02}', 'open'],
  ),
  tasks(done('Rotate the export signing key @Mei {2026-04-23}'), todo('Disable TLS 1.1 on shore stations @Tomas {2026-12-05}')),
);

const pentest = page(
  'Penetration test 2026, raw notes',
  'Mei',
  190,
  { labels: ['security'] },
  p('Restricted by its parent: nobody set anything on this page itself, and that is the point of having it here.'),
  h2('Scope'),
  p('Harbour, the public API, two gateways on the bench. Four days, two testers, no denial of service.'),
  h2('Path that worked'),
  ol(
    'A forgotten preview host with the production cookie domain.',
    'A reflected parameter there.',
    'A session of our own test user, and with it the list of staging sites.',
  ),
  noformat('GET /preview/feed?next=%22%3E%3Cb%3E HTTP/1.1\nHost: preview.northwind-tides.example\n\n200 OK, reflected, no CSP'),
  p('The host was removed within the hour. Preview hosts now get a domain of their own.'),
);

const keys = page(
  'Signing ceremony',
  'Mei',
  350,
  { labels: ['security'], restrictedTo: { users: ['Mei', 'Yuki', 'Ada'] } },
  p(
    'How an image is signed: who sits where, which envelope, what to do when the tide alarm rings in the middle of it. Restricted below a restricted page: a reader needs to be in both lists, so @Yuki cannot read it unless the security group takes him in. We noticed by doing it.',
  ),
  ol(
    'Two of @Mei, @Yuki, @Ada, in the room without windows.',
    'Envelope A from the safe, envelope B from the bank.',
    'Read the hash aloud; the other compares with the build server’s.',
    'Sign, verify on a third machine, seal.',
  ),
  code(
    'bash',
    'signer --offline sign --image kelp-4.13.0.bin --key-card A --key-card B\nverifier kelp-4.13.0.bin.sig   # other machine, other person',
  ),
);

const disclosure = page(
  'Vulnerability disclosure',
  'Mei',
  545,
  { labels: ['security', 'public'] },
  p(
    'The text that stands on our web site, with its history here. Write to us in any language that one of us reads: English, German, Japanese, Portuguese, Swedish, Russian.',
  ),
  h2('What we promise'),
  ul(
    'An answer from a person within two working days.',
    'No lawyer, as long as you stop at the proof and do not touch data of customers.',
    'Your name in the release notes, or not, as you like.',
  ),
  h2('What we ask'),
  p(
    'Ninety days before you publish, or until the fleet is updated if that is earlier. For firmware we may ask for a second ninety: the last node is always under ice.',
  ),
  h2('So far'),
  table(['Year', 'Reports', 'Real', 'Median days to a fix'], ['2024', '4', '1', '19'], ['2025', '11', '3', '9'], ['2026', '17', '4', '6']),
  p(
    'Nine of this year’s seventeen were written by a machine that had never seen our product. They get an answer too: one sentence, by a person.',
  ),
);

export const securityPages = under(security, under(findings, pentest, keys), disclosure);
