import * as v from '@badrap/valita';
import type { PageState, PageStatus, PageStatusApi } from '../api/pageStatus';
import { asUserChecks } from '../confluence';
import { requestAsUser } from '../confluence/forge';
import type { ContentRef, Space, SpaceId } from '../content';
import { keyOf } from '../scope';
import { choosePage, type Ports, preview, warningsInWords } from '../sync';
import { log } from './log';
import { offersFor } from './pageOffers';
import { deciding, reasonFor, rulesOf, type Stands, standsOf } from './pageState';
import { anyId, id, none, oneOf } from './payloads';
import { wire } from './ports';
import { requestSignal } from './requestSignal';
import { type Call, type Handlers, type Place, RefusedError, resolverOf } from './resolver';

/** A call from a page's byline: the page is the one that the item is on, as the platform says. */
interface PageCall extends Call {
  ref: ContentRef;
  spaceId: SpaceId;
  space: Space | null;
  isAdmin: boolean;
  isSiteAdmin: boolean;
}

const place = v.object({ content: v.object({ id: anyId, type: v.string() }), space: v.object({ id: anyId }).optional() });

function pageOf(where: Place): { ref: ContentRef; spaceId: SpaceId | null } | null {
  const parsed = place.try(where, { mode: 'strip' });
  if (!parsed.ok || !id.try(parsed.value.content.id).ok) return null;
  const { content, space } = parsed.value;
  return { ref: { id: content.id, type: content.type === 'blogpost' ? 'blogpost' : 'page' }, spaceId: space?.id ?? null };
}

/** Whoever sees the page, by Confluence's own word. What more they may know and do is for what they administer. */
async function admit(call: Call, where: Place): Promise<PageCall> {
  const page = pageOf(where);
  if (!page) throw new RefusedError('Open this from the byline of a page.');
  const seen = (await call.caller.titles([page.ref])).get(page.ref.id);
  if (!seen) throw new RefusedError('You may not see this page.');
  // In which space the page is, is asked of Confluence as this person; the address that it answers with has the key.
  const spaceKey = /\/spaces\/([^/]+)\//.exec(seen.url)?.[1] ?? null;
  const [space] = spaceKey ? (await call.ports.confluence.spaces({ keys: [decodeURIComponent(spaceKey)] })).spaces : [];
  const isSiteAdmin = await call.caller.isSiteAdmin();
  const isAdmin = isSiteAdmin || (space !== undefined && (await call.caller.isSpaceAdmin(space.key)));
  return { ...call, ref: page.ref, spaceId: space?.id ?? '', space: space ?? null, isAdmin, isSiteAdmin };
}

function mustAdminister({ isAdmin }: PageCall): void {
  if (!isAdmin) throw new RefusedError('Only administrators of this space may do this.');
}

async function mustBeSendable({ store }: Ports, spaceId: SpaceId): Promise<void> {
  const { policy, spaces } = await store.settings.rulebookOf([spaceId]);
  if ((await store.settings.connection()).state !== 'connected')
    throw new RefusedError('The app is not connected to Qontext. A site administrator can connect it in the app’s settings.');
  if (policy.paused) throw new RefusedError('Everything is paused. A site administrator can resume it in the app’s settings.');
  if (spaces.length === 0) throw new RefusedError('Nothing of this space is included, so nothing of it is sent.');
}

export const handlers: Handlers<PageStatusApi, PageCall> = {
  pageStatus: { payload: none, run: (call) => statusFor(call) },
  previewPage: {
    payload: none,
    async run(call) {
      mustAdminister(call);
      return preview(call.ports, call.ref);
    },
  },
  sendNow: {
    payload: none,
    async run(call) {
      mustAdminister(call);
      const { ports, ref, spaceId } = call;
      await mustBeSendable(ports, spaceId);
      // Rule 2: the queue alone lets no two of a page's go on at once, so a second click waits for the first.
      await ports.queue.touch([{ ...ref, spaceId, at: ports.now(), cause: 'send-now', below: false, awaited: true }]);
      return statusFor(call, 'queued');
    },
  },
  choosePage: {
    payload: v.object({ choice: oneOf('include', 'exclude', 'none') }),
    async run(call, { choice }) {
      mustAdminister(call);
      const { ports, ref, spaceId, space, caller, isSiteAdmin } = call;
      if (!space)
        throw new RefusedError('The app cannot see this space, so nothing of it can be chosen. Let the app into the space first.');
      const { selfService, paused } = await ports.store.settings.policy();
      if (!isSiteAdmin && (selfService === 'none' || (selfService === 'narrow' && choice === 'include')))
        throw new RefusedError('On this site, only site administrators may decide this. Ask one of them.');
      await choosePage(ports, spaceId, ref, isSiteAdmin ? 'site' : 'space', choice, caller.accountId);
      await ports.queue.touch([{ ...ref, spaceId, at: ports.now(), cause: 'choice', below: false, awaited: false }]);
      // The choice is kept, but nothing moves before the pause ends.
      return statusFor(call, paused ? null : 'chosen');
    },
  },
};

/** Resolver of the item in a page's byline. */
export const pageStatus = resolverOf<PageStatusApi, PageCall>(handlers, admit);

/** `asked`: what somebody has just asked for is about to come true, and the ledger does not know of it yet. */
async function statusFor(call: PageCall, asked: 'queued' | 'chosen' | null = null): Promise<PageStatus> {
  const { ports, ref, spaceId, space, isAdmin, isSiteAdmin } = call;
  const entry = (await ports.store.ledger.get(ref.id))?.value ?? null;
  const known = entry?.spaceId ?? spaceId;
  const { policy, spaces } = await ports.store.settings.rulebookOf([known, spaceId]);
  const selectedIn = (id: SpaceId) => spaces.find((one) => one.id === id) ?? null;
  const rules = rulesOf(selectedIn(known), policy.selfService);
  const shown = asked === 'chosen' ? null : entry;
  const { state, reason }: Stands =
    asked === 'queued' ? { state: 'pending', reason: null } : standsOf(shown, rules, ref, await deciding(ports, shown, rules, ref));
  const path = isAdmin && entry?.files[0] ? await currentPath(ports, entry.files[0].id) : null;
  const mayChoose = isSiteAdmin || (isAdmin && policy.selfService !== 'none');
  return {
    state,
    label: labels[state],
    reason: reason && reasonFor(reason, isAdmin),
    sentVersion: entry?.files.length ? entry.version : null,
    sentAt: entry?.sentAt ?? null,
    path,
    audience:
      !isAdmin || !entry?.files.length
        ? null
        : entry.audience === null
          ? 'whoever may read the space in Confluence'
          : 'whoever the page’s restrictions name',
    warnings: isAdmin && entry?.files.length ? warningsInWords(entry.warnings) : [],
    chosen: (mayChoose && rulesOf(selectedIn(spaceId), policy.selfService)?.get(keyOf({ kind: 'content', id: ref.id }))) || 'none',
    ...offersFor({
      id: ref.id,
      state,
      reason,
      isAdmin,
      isSiteAdmin,
      isConnected: isAdmin && (await ports.store.settings.connection()).state === 'connected',
      policy,
      space,
      rules: selectedIn(spaceId)?.rules ?? null,
    }),
  };
}

const labels: Record<PageState, string> = {
  current: 'In Qontext',
  pending: 'On its way to Qontext',
  held: 'Held back from Qontext',
  out: 'Not in Qontext',
  failed: 'Not sent to Qontext',
  none: 'Not in Qontext',
};

async function currentPath(ports: Ports, fileId: string): Promise<string | null> {
  const repository = await ports.repository();
  return (await repository?.readFile(fileId).catch(() => null))?.path ?? null;
}

/**
 * What the byline shows before it is opened. Asked for each view of a page, so it costs a few key-value reads, and one question as the reader
 * where the app may know something of the page.
 */
export async function pageStatusProperties(request: {
  context?: { extension?: Place };
  extension?: Place;
}): Promise<{ title: string; tooltip: string }> {
  const page = pageOf(request.extension ?? request.context?.extension ?? {});
  const none = { title: 'Qontext', tooltip: 'Qontext' };
  if (!page) return none;
  const { ports, finish } = wire('page-status', 25);
  let hasAsked = false;
  try {
    const entry = (await ports.store.ledger.get(page.ref.id))?.value ?? null;
    const spaceId = entry?.spaceId ?? page.spaceId;
    const selected = spaceId === null ? null : await ports.store.settings.selectedSpace(spaceId);
    // Most views are of pages that the app has nothing to do with: these cost no question, and not even the count of what was used.
    if (!entry && !selected) return { title: labels.none, tooltip: labels.none };
    hasAsked = true;
    const { now, random, invocation } = ports;
    const checks = asUserChecks({
      request: requestAsUser(() => requestSignal(invocation.deadline)),
      now,
      random,
      sleep: () => Promise.resolve(),
      deadline: () => invocation.deadline,
    });
    if (!(await checks.titles([page.ref])).has(page.ref.id)) return none;
    // What lies above is not asked for here: of a page that only a tree may include it is true for the moment that it is not in Qontext.
    const { state } = standsOf(entry, entry ? null : rulesOf(selected, (await ports.store.settings.policy()).selfService), page.ref);
    return { title: labels[state], tooltip: labels[state] };
  } catch (error) {
    log('page status failed', { error: error instanceof Error ? error.name : 'unknown' });
    return none;
  } finally {
    if (hasAsked) await finish();
  }
}
