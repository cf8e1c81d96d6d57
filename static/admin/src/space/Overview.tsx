import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import SectionMessage from '@atlaskit/section-message';
import type { SpaceOverview } from '../../../../src/api/spaceAdmin';
import { isOpen } from '../live';
import { RunProgress } from '../parts/RunProgress';
import { When } from '../parts/When';
import { PreviewButton } from '../preview/PreviewButton';
import { useFormat } from '../site';
import { Reasons } from './Reasons';
import type { SpaceTabProps } from './SpaceSettings';

const included: Record<SpaceOverview['included'], [string, ThemeAppearance]> = {
  all: ['The whole space', 'success'],
  parts: ['Parts of it', 'success'],
  none: ['Nothing of it', 'default'],
};
const connections: Record<Exclude<SpaceOverview['connection'], 'connected'>, string> = {
  disconnected: 'The site is not connected to Qontext. A site admin can connect it. Until then nothing is sent.',
  broken: 'Qontext does not accept the site’s connection at present. Nothing is sent or withdrawn until a site admin mends it.',
};

function toChoice({ locked, selfService }: SpaceOverview): string {
  if (locked !== null) return 'See what is chosen';
  return selfService === 'narrow' ? 'Choose what stays out' : 'Choose what is mirrored';
}

/** How the space stands. */
export function Overview({ overview, go }: SpaceTabProps) {
  const { number } = useFormat();
  const { counts, run, connection, locked } = overview;
  const facts: [string, number][] = [
    ['Sent', counts.sent],
    ['Left out', counts.out],
    ['Held back', counts.held],
    ['Failed', counts.failed],
    ['Pending', counts.pending],
  ];
  return (
    <>
      <Heading size="medium" as="h2">
        Overview
      </Heading>
      {connection !== 'connected' && (
        <div className="block">
          <SectionMessage appearance="warning" title="Nothing is sent" headingLevel="h3">
            <p>{connections[connection]}</p>
          </SectionMessage>
        </div>
      )}
      {locked !== null && (
        <div className="block">
          <SectionMessage appearance="information" title="You cannot change what is mirrored" headingLevel="h3">
            <p>{locked}</p>
          </SectionMessage>
        </div>
      )}
      <dl className="summary">
        <div>
          <dt>Mirrored</dt>
          <dd>
            <Mirrored overview={overview} />
          </dd>
        </div>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
        <div>
          <dt>Last push</dt>
          <dd>
            <When at={overview.lastPushAt} never="–" />
          </dd>
        </div>
      </dl>
      <div className="buttons">
        <Button appearance="primary" onClick={() => go('choice')}>
          {toChoice(overview)}
        </Button>
        <PreviewButton />
      </div>
      {isOpen(run) && <RunProgress run={run} onChange={null} />}
      <Reasons overview={overview} />
    </>
  );
}

/** What is chosen of it; while everything is paused it must not look as if it were live. */
function Mirrored({ overview }: Pick<SpaceTabProps, 'overview'>) {
  const [text, appearance] = included[overview.included];
  if (!overview.paused || overview.included === 'none') return <Lozenge appearance={appearance}>{text}</Lozenge>;
  return (
    <>
      <Lozenge>Paused</Lozenge>
      <span className="subtle below-line">{text}</span>
    </>
  );
}
