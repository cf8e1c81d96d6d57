import { dangling, on, page, says, under } from '../page';
import { code, h2, h3, image, matrix, note, ol, p, table, ul } from '../storage';

/** What shows the data: the web app, the alerts, the interface for customers. */

const harbour = page(
  'Harbour web app',
  'Freya',
  600,
  { labels: ['platform', 'harbour'] },
  p('What customers see. It has to work on a wheelhouse tablet with wet gloves, on one bar of signal, next to a person who has not slept.'),
  image('harbour-overview.png', 'Overview of a site: a map with twelve turbines, one of them amber, and the tide curve below', {
    caption: 'The overview. Amber is not an alarm; it is a reason to look.',
  }),
  h2('Rules of the interface'),
  ul(
    'The tide curve is on every page. It is our clock.',
    'A number without its age is a lie: “1,204 µε, 9 min ago”.',
    'Red is for people in danger and nothing else.',
    'Every graph can be copied as a table, for those who do not see graphs.',
  ),
  h2('Budget'),
  matrix(
    ['', 'Goal', 'October'],
    ['First view, 3G', '4 s', '3.6 s'],
    ['Script', '220 KB', '214 KB'],
    ['Contrast', 'WCAG AA', 'two findings, both in the tide curve'],
  ),
  code(
    'typescript',
    'export function age(at: number, now: number): string {\n  const minutes = Math.floor((now - at) / 60_000);\n  if (minutes < 1) return "just now";\n  if (minutes < 120) return minutes + " min ago";\n  return Math.floor(minutes / 60) + " h ago";\n}',
    'age.ts',
  ),
);

const lantern = page(
  'Lantern alerting',
  'Freya',
  540,
  {
    labels: ['platform', 'lantern', 'on-call'],
    comments: [
      on(
        'one alarm an hour',
        'Samuel',
        'Kaiyo wants each of them, even if it is forty. Can it be set per customer?',
        says('Freya', 'It can since June: `group: none`. I set it for their night desk only.'),
      ),
      dangling(
        on(
          'pages the sales team',
          'Oscar',
          'Does it? Please not.',
          says('Freya', 'It did for one hour in March. The sentence is gone and so is the rule.'),
        ),
      ),
    ],
  },
  p('Lantern decides whether something that is true is also worth waking a person for. Most of its code is about *not* doing so.'),
  h2('From a fact to a phone'),
  ol(
    'A rule becomes true (strain above limit).',
    'It stays true for its hold time, in tides or in minutes.',
    'It is not explained by something bigger: a site that is offline does not have forty offline nodes.',
    'The group has had no message in the last hour: one alarm an hour, with a count.',
    'Somebody is on duty, according to the customer’s own rota.',
  ),
  h2('A rule'),
  code(
    'yaml',
    'rule: strain-high\nwhen: strain_peak > limit(node)\nhold: 2 bursts\nexplained_by: [site-offline, node-updating]\nseverity: high\nmessage:\n  en: "Strain {{value}} µε at {{node}}, limit {{limit}}"\n  ja: "{{node}} のひずみ {{value}} µε(上限 {{limit}})"\nrunbook: OPS/Strain alarm',
    'rules/strain-high.yaml',
  ),
  note('A rule without a runbook is rejected by CI. See [[OPS:Strain alarm]] for what a good one looks like.'),
);

const publicApi = page(
  'Public API',
  'Tomas',
  410,
  {
    labels: ['platform', 'api'],
    comments: [
      says(
        'Ingrid',
        'Two prospects asked for webhooks. Is that on any list?',
        says('Tomas', 'On the list for spring. Tell them polling with `since` is one call a minute and free.'),
        says('Ingrid', 'One of them said “at last, somebody who does not push”.'),
      ),
      on(
        '600 requests an hour',
        'Freya',
        'Kaiyo runs into this each Monday with their export.',
        says('Tomas', 'Raised to 2,400 for them. The bulk endpoint would be one call; their vendor is on it.'),
      ),
    ],
  },
  p('REST, JSON, cursors. Read only, by choice: nothing that spins should be reachable from a script.'),
  table(
    ['Endpoint', 'Gives', 'Cost'],
    ['`GET /v1/sites`', 'sites you may see', '1'],
    ['`GET /v1/nodes?site=`', 'nodes with their state', '1'],
    ['`GET /v1/summaries?node=&since=`', 'up to 5,000 summaries and a cursor', '1'],
    ['`POST /v1/export`', 'a file, later', '20'],
  ),
  p(
    'The limit is 600 requests an hour for a key. The answer says what is left in `X-Tide-Remaining`, and yes, the name was a joke that shipped.',
  ),
  code(
    'bash',
    'curl -s -H "Authorization: Bearer $TIDE_KEY" \\\n  "https://api.northwind-tides.example/v1/summaries?node=7f:3a&since=2026-11-20T00:00:00Z" \\\n  | jq ".items[] | {t, strain_peak}"',
  ),
  h3('Errors'),
  code(
    'json',
    '{\n  "type": "https://api.northwind-tides.example/errors/cursor-expired",\n  "title": "The cursor is older than a day",\n  "status": 410,\n  "detail": "Start again with since=2026-11-19T06:12:00Z; nothing was lost."\n}',
  ),
);

export const wayOut = [under(harbour, lantern), publicApi];
