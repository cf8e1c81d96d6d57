import type { PageState, PageStatus } from '../api/pageStatus';
import { type Choice, lockOf, type Policy, type Reason, reasonText, type SpaceRules } from '../scope';

/** What is known of a page and of whoever looks at it, for what may be offered in its byline. */
export interface PageFacts {
  id: string;
  state: PageState;
  reason: Reason | null;
  isAdmin: boolean;
  isSiteAdmin: boolean;
  isConnected: boolean;
  policy: Policy;
  /** Null: the app does not see it. */
  space: { key: string; type: string; status: string } | null;
  /** Null: nothing of the space is selected. */
  rules: SpaceRules | null;
}

const nothing: PageStatus['may'] = { preview: false, sendNow: false, include: false, exclude: false, undo: false };

/**
 * Only what would change something for this page now is offered. What keeps it out against every choice is said instead, for admins: it takes
 * a change elsewhere, and after that the page is looked at again by itself.
 */
export function offersFor(facts: PageFacts): Pick<PageStatus, 'may' | 'advice'> {
  const { state, reason, isAdmin, isSiteAdmin, policy, rules } = facts;
  if (!isAdmin) return { may: nothing, advice: null };
  const own = choiceIn(facts, isSiteAdmin ? 'site' : 'space');
  const others = choiceIn(facts, isSiteAdmin ? 'space' : 'site');
  const mayChoose = isSiteAdmin || policy.selfService !== 'none';
  const barrier = barrierOf(facts);
  const stop = barrier ?? pauseOf(facts);
  const isByChoice = state === 'none' || (state === 'out' && (reason === 'not-selected' || reason === 'excluded'));
  const isOnItsWay = state === 'current' || state === 'pending' || state === 'held' || state === 'failed';
  const mayInclude = mayChoose && (isSiteAdmin || policy.selfService === 'decide');
  // Of two choices about the same page the stricter counts.
  const wouldInclude = others !== 'exclude' && (own === 'exclude' || (own !== 'include' && isByChoice));
  const may = {
    preview: true,
    sendNow: stop === null && isOnItsWay && rules !== null && own !== 'exclude' && others !== 'exclude',
    include: stop === null && mayInclude && wouldInclude,
    // Also while all is paused: what is left out then is not sent afterwards.
    exclude: barrier === null && mayChoose && own !== 'exclude' && others !== 'exclude' && (isOnItsWay || own === 'include'),
    undo: barrier === null && mayChoose && own !== null,
  };
  return { may, advice: stop ?? adviceFor(facts, { mayInclude, others, isByChoice }) };
}

function choiceIn({ id, rules }: PageFacts, layer: 'site' | 'space'): Choice | null {
  return rules?.[layer].find(({ target }) => target.kind === 'content' && target.id === id)?.choice ?? null;
}

const asWhom = ({ isSiteAdmin }: PageFacts): string => (isSiteAdmin ? 'You can' : 'A site administrator can');

/** What keeps anything of the space from being sent, whatever is chosen, and any choice from being taken. */
function barrierOf(facts: PageFacts): string | null {
  const { isConnected, policy, space } = facts;
  if (!isConnected) return `Nothing can be sent: the app is not connected to Qontext. ${asWhom(facts)} connect it in the app’s settings.`;
  if (!space) return 'Nothing of this space can be sent: the app cannot see the space. An administrator of the space can let the app in.';
  const lock = lockOf(space, policy);
  return lock && `${reasonText(lock)} ${asWhom(facts)} change the policy in the app’s settings.`;
}

const pauseOf = (facts: PageFacts): string | null =>
  facts.policy.paused ? `Nothing is sent: everything is paused. ${asWhom(facts)} resume it in the app’s settings.` : null;

interface Rights {
  mayInclude: boolean;
  others: Choice | null;
  isByChoice: boolean;
}

function adviceFor({ state, reason, isSiteAdmin, policy }: PageFacts, { mayInclude, others, isByChoice }: Rights): string | null {
  if (others === 'exclude')
    return isSiteAdmin
      ? 'An administrator of this space left this page out, and that counts. Only the administrators of the space can take it back.'
      : 'A site administrator left this page out, and that counts. Ask one of them.';
  if (isByChoice && !mayInclude) return 'On this site, only site administrators may include it. Ask one of them.';
  return (state === 'out' || state === 'held') && reason ? elsewhere(reason, policy) : null;
}

/** What has to change, and where, so that the page is sent. Null: the reason says it, or nobody can do anything but wait. */
function elsewhere(reason: Reason, { labelsOut, restricted }: Policy): string | null {
  const labels = `The labels that keep out are: ${labelsOut.join(', ') || 'none any more'}.`;
  const again = 'The page is then looked at again by itself.';
  const audiences = restricted === 'never' ? ', or have a site administrator allow restricted content in the policy' : '';
  switch (reason) {
    case 'labelled-out':
      return `Take the label off this page. ${labels} ${again}`;
    case 'parent-labelled-out':
      return `Take the label off the page above, or move this page elsewhere. ${labels} ${again}`;
    case 'space-labelled-out':
      return `Take the label off the space. ${labels} ${again}`;
    case 'restricted':
      return `Open this page to all who may read the space${audiences}. ${again}`;
    case 'parent-restricted':
      return `Open the page above to all who may read the space, or move this page elsewhere${audiences}. ${again}`;
    case 'not-visible':
      return restricted === 'never'
        ? `If the page is restricted, open it to all who may read the space, or have a site administrator allow restricted content in the policy and name the app user in its restrictions. ${again}`
        : `If the page is restricted, name the app user in its restrictions. ${again}`;
    case 'archived':
      return `Restore this page from the archive, or have a site administrator allow archived pages in the policy. ${again}`;
    case 'not-published':
      return `Publish this page. ${again}`;
    case 'space-blocked':
      return 'An administrator of your organization can let the app into the space.';
    default:
      return null;
  }
}
