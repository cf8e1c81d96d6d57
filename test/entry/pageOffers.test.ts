/** What the byline offers: only what would change something for this page, by this person; what else would is said. */
import { offersFor, type PageFacts } from '../../src/entry/pageOffers';
import { type Choice, defaultPolicy, type Reason } from '../../src/scope';

const facts = (changes: Partial<PageFacts> = {}): PageFacts => ({
  id: '7',
  state: 'current',
  reason: null,
  isAdmin: true,
  isSiteAdmin: true,
  isConnected: true,
  policy: defaultPolicy,
  space: { key: 'TIDE', type: 'global', status: 'current' },
  rules: { site: [{ target: { kind: 'space' }, choice: 'include' }], space: [] },
  ...changes,
});
/** The names of what is offered, and what is said. */
const offered = (changes: Partial<PageFacts>) => {
  const { may, advice } = offersFor(facts(changes));
  return {
    offers: Object.entries(may)
      .filter(([, is]) => is)
      .map(([name]) => name)
      .join(' '),
    advice,
  };
};
const out = (reason: Reason) => ({ state: 'out', reason }) as const;
const chosen = (layer: 'site' | 'space', choice: Choice): Partial<PageFacts> => ({
  rules: { site: [], space: [], [layer]: [{ target: { kind: 'content', id: '7' }, choice }] },
});
const policy = (changes: Partial<PageFacts['policy']>) => ({ policy: { ...defaultPolicy, ...changes } });
const spaceAdmin = { isSiteAdmin: false };

test.each<[string, Partial<PageFacts>, string]>([
  ['in the repository', {}, 'preview sendNow exclude'],
  ['on its way', { state: 'pending' }, 'preview sendNow exclude'],
  ['held', { state: 'held', reason: 'restrictions-unknown' }, 'preview sendNow exclude'],
  ['failed', { state: 'failed', reason: 'qontext-unavailable' }, 'preview sendNow exclude'],
  ['chosen by nobody', out('not-selected'), 'preview include'],
  ['left out with a tree above', out('excluded'), 'preview include'],
  ['in a space of which nothing is selected', { state: 'none', rules: null }, 'preview include'],
  ['excluded by itself', { ...out('excluded'), ...chosen('site', 'exclude') }, 'preview include undo'],
  ['excluded a moment ago', { state: 'current', ...chosen('site', 'exclude') }, 'preview include undo'],
  ['included by itself', { state: 'current', ...chosen('site', 'include') }, 'preview sendNow exclude undo'],
  ['included a moment ago', { ...out('not-selected'), ...chosen('site', 'include') }, 'preview exclude undo'],
  ['for a reader', { isAdmin: false, isSiteAdmin: false }, ''],
  ['where space admins decide', { ...out('not-selected'), ...spaceAdmin, ...policy({ selfService: 'decide' }) }, 'preview include'],
  ['in, where they may narrow', { ...spaceAdmin, ...policy({ selfService: 'narrow' }) }, 'preview sendNow exclude'],
  ['in, where they may not decide', spaceAdmin, 'preview sendNow'],
])('a page %s', (_, changes, offers) => {
  expect(offered(changes)).toEqual({ offers, advice: null });
});

test.each<[string, Partial<PageFacts>, string, RegExp]>([
  ['has a label that keeps out', out('labelled-out'), 'preview', /^Take the label off this page\. .*no-ai, rovo-ignore/],
  ['lies below one that has', out('parent-labelled-out'), 'preview', /page above, or move this page/],
  ['is in a labelled space', out('space-labelled-out'), 'preview', /off the space/],
  ['is restricted', out('restricted'), 'preview', /^Open this page .*allow restricted content/],
  ['is below a restricted one', out('parent-restricted'), 'preview', /^Open the page above/],
  ['is not seen by the app', out('not-visible'), 'preview', /name the app user/],
  ['is archived', out('archived'), 'preview', /Restore/],
  ['is a draft', out('not-published'), 'preview', /Publish/],
  ['is in a space that is hidden from apps', out('space-blocked'), 'preview', /organization/],
  ['is labelled, but included by itself', { ...out('labelled-out'), ...chosen('site', 'include') }, 'preview exclude undo', /label/],
  ['is paused', policy({ paused: true }), 'preview exclude', /paused\. You can resume/],
  ['is chosen by nobody while all is paused', { ...out('not-selected'), ...policy({ paused: true }) }, 'preview', /paused/],
  [
    'has no connection',
    { ...out('not-selected'), isConnected: false, ...spaceAdmin },
    'preview',
    /not connected.* A site administrator can/,
  ],
  [
    'is in a space that the policy does not offer',
    { state: 'none', rules: null, ...policy({ offered: { kind: 'except', keys: ['TIDE'] } }) },
    'preview',
    /does not offer its space/,
  ],
  [
    'is in a personal space',
    { state: 'none', rules: null, space: { key: '~y', type: 'personal', status: 'current' } },
    'preview',
    /personal/,
  ],
  ['was sent before the connection ended', { isConnected: false, ...chosen('site', 'include') }, 'preview', /not connected/],
  ['was sent before the policy locked its space', policy({ offered: { kind: 'only', keys: [] } }), 'preview', /does not offer its space/],
  ['is in a space that the app cannot see', { state: 'none', rules: null, space: null }, 'preview', /cannot see the space/],
  ['was sent before the app lost its space', { space: null }, 'preview', /cannot see the space/],
  [
    'was excluded by the space’s own admins',
    { ...out('excluded'), ...chosen('space', 'exclude') },
    'preview',
    /administrator of this space/,
  ],
  [
    'was excluded by the site’s, for one of the space',
    { ...out('excluded'), ...chosen('site', 'exclude'), ...spaceAdmin, ...policy({ selfService: 'decide' }) },
    'preview',
    /A site administrator left/,
  ],
  [
    'is out, for one who may only narrow',
    { ...out('not-selected'), ...spaceAdmin, ...policy({ selfService: 'narrow' }) },
    'preview',
    /only site/,
  ],
  ['is in an unselected space, for one who may not decide', { state: 'none', rules: null, ...spaceAdmin }, 'preview', /only site/],
])('a page that %s: what cannot help is not offered, and what would is said', (_, changes, offers, advice) => {
  expect(offered(changes)).toEqual({ offers, advice: expect.stringMatching(advice) });
});

test('where restricted content goes to its audience, nobody is told to allow it', () => {
  expect(offered({ ...out('restricted'), ...policy({ restricted: 'audiences' }) }).advice).not.toContain('allow restricted');
});
