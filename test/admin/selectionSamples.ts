import type {
  Comparison,
  Forecast,
  PolicyView,
  Preview,
  RuleRow,
  SelectionFileCheck,
  SpaceSelection,
  Verification,
} from '../../src/api/selection';
import type { ReasonRow, ReasonState, SpaceOverview } from '../../src/api/spaceAdmin';
import { counts, NOW } from './samples';

/** What the scripted resolvers answer about the selection, the policy, previews and comparisons. */
export const ruleRow = (change: Partial<RuleRow> = {}): RuleRow => ({
  target: { kind: 'tree', id: '2' },
  choice: 'include',
  title: 'Hardware',
  url: '/wiki/spaces/ENG/pages/2',
  path: ['Engineering home'],
  above: ['1'],
  count: 412,
  ...change,
});

export const selection = (change: Partial<SpaceSelection> = {}): SpaceSelection => ({
  spaceId: '101',
  spaceKey: 'ENG',
  spaceName: 'Engineering',
  site: [],
  space: [],
  selfService: 'none',
  locked: null,
  policy: { labelsOut: ['no-ai', 'rovo-ignore'], labelsIn: [], restricted: 'never', archived: false },
  ...change,
});

export const forecast = (change: Partial<Forecast> = {}): Forecast => ({
  spaces: [{ spaceId: '101', spaceKey: 'ENG', inScope: 1310, inRepository: 1240 }],
  send: 73,
  withdraw: 3,
  stay: 1237,
  leftOut: [
    { reason: 'It is restricted, and the site’s policy keeps restricted content in Confluence.', count: 12 },
    { reason: 'It has a label that keeps it out.', count: 4 },
  ],
  bytes: 1_840_000,
  points: 1460,
  minutes: 9,
  ...change,
});

export const policy = (change: Partial<PolicyView> = {}): PolicyView => ({
  offered: { kind: 'except', keys: ['LEGAL', 'BOARD'] },
  selfService: 'narrow',
  personalSpaces: false,
  archived: false,
  labelsOut: ['no-ai', 'rovo-ignore'],
  labelsIn: [],
  restricted: 'never',
  graceMinutes: 60,
  paused: false,
  instructions: 'Prices in here are without tax.',
  keywords: ['handbook'],
  ...change,
});

const markdown = `---
title: Torque limits
source_id: "5"
---
# Torque limits

The rotor takes **at most** 40 kNm; see [the bands](https://northwind-tides.atlassian.net/wiki/x/BQ) and \`torque.csv\`.

> Measured in \\<b\\>calm\\</b\\> water.

> [!WARNING]
> **High winds**
>
> Stop the rotor above 25 m/s.

> [!TIP]
> H<sub>2</sub>O weighs 18<br>grams.

> \\[!NOTE]
> is how a note begins.

- [x] measured
- [ ] signed

1. first
2. second

| Year | Limit |
| --- | --- |
| 2024 | 38 |
| 2025 | 40 |

\`\`\`text
limit = 40
\`\`\`

![Rotor](https://example.com/rotor.png)

<script>alert(1)</script>
`;

export const preview = (change: Partial<Preview> = {}): Preview => ({
  contentId: '5',
  spaceId: '101',
  title: 'Torque limits',
  decision: 'in',
  reason: null,
  audience: 'Everybody who may read the space Engineering',
  files: [
    {
      path: '/Confluence/northwind/Engineering (ENG)/Torque limits (5).md',
      bytes: 812,
      markdown,
      current: markdown.replace('40 kNm', '38 kNm').replace('| 2025 | 40 |\n', ''),
    },
    {
      path: '/Confluence/northwind/Engineering (ENG)/Torque limits (5) part 2.md',
      bytes: 19,
      markdown: '## Appendix\n\nNone.\n',
      current: null,
    },
  ],
  warnings: [
    { text: 'The macro “chart” has no Markdown.', count: 2 },
    { text: 'An image is named only.', count: 1 },
  ],
  ...change,
});

export const comparison = (change: Partial<Comparison> = {}): Comparison => ({
  spaceId: '101',
  listed: 1295,
  inRepository: 1240,
  counts,
  rows: [
    {
      contentId: '5',
      contentType: 'page',
      title: 'Torque limits',
      url: '/wiki/pages/5',
      state: 'older',
      reason: 'It waits for its next try.',
      version: { confluence: 7, repository: 6 },
    },
    {
      contentId: '6',
      contentType: 'page',
      title: 'Salaries',
      url: '/wiki/pages/6',
      state: 'out',
      reason: 'It is restricted.',
      version: { confluence: 2, repository: null },
    },
    {
      contentId: '77',
      contentType: 'blogpost',
      title: null,
      url: null,
      state: 'gone',
      reason: null,
      version: { confluence: null, repository: 1 },
    },
  ],
  cursor: null,
  ...change,
});

export const verification = (change: Partial<Verification> = {}): Verification => ({
  files: 1302,
  problems: [
    {
      fileId: 'f1',
      path: '/Confluence/northwind/Engineering (ENG)/Rotor (4).md',
      contentId: '4',
      kind: 'changed',
      text: 'Somebody edited it on 20 November.',
    },
    {
      fileId: 'f2',
      path: '/Confluence/northwind/Engineering (ENG)/Stray.md',
      contentId: null,
      kind: 'unknown',
      text: 'It has our mark, and no content of ours is behind it.',
    },
  ],
  mended: false,
  ...change,
});

export const fileCheck: SelectionFileCheck = {
  ok: true,
  changes: [
    { text: 'ENG: include space', kind: 'added' },
    { text: 'ENG: exclude tree 6 (Salaries)', kind: 'added' },
    { text: 'Policy: keywords', kind: 'changed' },
    { text: 'PEOPLE: include space', kind: 'removed' },
  ],
  forecast: forecast(),
};

const reasonOf: Record<ReasonState, string> = {
  out: 'It has a label that keeps it out.',
  held: 'Confluence did not say who may read it, so it is held back.',
  failed: 'Qontext refused the file.',
};
export const reasonRows = (state: ReasonState): ReasonRow[] => [
  {
    contentId: '6',
    contentType: 'page',
    title: `Salaries, ${state}`,
    url: '/wiki/pages/6',
    reason: reasonOf[state],
    inRepository: state === 'failed',
    readAt: NOW - 40 * 60_000,
  },
  { contentId: '78', contentType: 'blogpost', title: null, url: null, reason: reasonOf[state], inRepository: false, readAt: null },
];

/** As the resolver says it to the space's admins under self-service 'none'. */
export const ONLY_SITE_ADMINS = 'On this site, only site administrators may start this. Ask one of them.';
export const lockedForAll = { resync: ONLY_SITE_ADMINS, mend: ONLY_SITE_ADMINS, instructions: ONLY_SITE_ADMINS };

export const spaceOverview = (change: Partial<SpaceOverview> = {}): SpaceOverview => ({
  spaceId: '101',
  spaceKey: 'ENG',
  spaceName: 'Engineering',
  connection: 'connected',
  paused: false,
  included: 'parts',
  locked: null,
  selfService: 'decide',
  lockedWork: { resync: null, mend: null, instructions: null },
  counts,
  lastPushAt: NOW - 12 * 60_000,
  run: null,
  reasons: [
    { state: 'out', reason: 'Nobody included it.', count: 22 },
    { state: 'out', reason: 'It has a label that keeps it out.', count: 9 },
    { state: 'held', reason: 'Confluence did not say who may read it, so it is held back.', count: 4 },
    { state: 'failed', reason: 'Qontext refused the file.', count: 2 },
  ],
  instructions: 'Figures are in metric units.',
  ...change,
});
