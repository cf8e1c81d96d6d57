import Button from '@atlaskit/button/default/button';
import { useState } from 'react';
import type { Choice, Rule, RuleTarget } from '../../../../src/api/selection';
import { Link } from '../parts/Link';
import { useFormat } from '../site';
import { decidedCounts } from './counts';
import { keyOf } from './rules';

/** What is known of a rule's content. */
export interface About {
  title: string;
  path: string[];
  url: string | null;
  /** Ids above, nearest first. */
  above: readonly string[];
  count: number | null;
}
interface RuleListProps {
  rules: readonly Rule[];
  aboutOf(target: RuleTarget): About;
  /** Null: these are not to be changed here, and why. */
  onRemove: ((rule: Rule) => void) | null;
  fixed?: string;
  label: string;
}

const SHOWN = 50;

/** What is chosen, each with where it lies and how much it is. */
export function RuleList({ rules, aboutOf, onRemove, fixed, label }: RuleListProps) {
  const { number } = useFormat();
  const [shown, setShown] = useState(SHOWN);
  const counts = decidedCounts(rules, aboutOf);
  return (
    <>
      <ul className="chosen" aria-label={label}>
        {rules.slice(0, shown).map((rule) => {
          const about = aboutOf(rule.target);
          const count = counts.get(keyOf(rule.target)) ?? null;
          return (
            <li key={keyOf(rule.target)}>
              <span className={`chosen-choice tree-choice-${rule.choice}`}>{choiceWords(rule)}</span>
              <span className="chosen-name">
                {about.path.length > 0 && <span className="subtle">{about.path.join(' / ')} / </span>}
                {about.url ? <Link href={about.url}>{about.title}</Link> : about.title}
              </span>
              <span className="subtle nowrap">{count === null ? '' : countWords(count, number)}</span>
              {onRemove ? (
                <button
                  type="button"
                  className="row-button"
                  aria-label={`Remove: ${choiceWords(rule)} ${about.title}`}
                  onClick={() => onRemove(rule)}
                >
                  ×
                </button>
              ) : (
                <span className="mark">{fixed}</span>
              )}
            </li>
          );
        })}
      </ul>
      {rules.length > shown && (
        <Button spacing="compact" onClick={() => setShown((before) => before + SHOWN)}>
          Show {number(Math.min(SHOWN, rules.length - shown))} more of {number(rules.length)}
        </Button>
      )}
    </>
  );
}

const verbs: Record<Choice, string> = { include: 'Include', exclude: 'Leave out' };
export function choiceWords({ choice, target }: Rule): string {
  if (target.kind === 'tree') return `${verbs[choice]} with all below:`;
  return target.kind === 'content' ? `${verbs[choice]} alone:` : `${verbs[choice]}:`;
}
const countWords = (count: number, number: (value: number) => string): string =>
  count === 1 ? '1 page or post' : `${number(count)} pages and posts`;
