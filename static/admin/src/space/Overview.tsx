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

/** How the space stands. */
export function Overview({ overview, go }: SpaceTabProps) {
  const { number } = useFormat();
  const { counts, run, connection, locked } = overview;
  const facts: [string, number][] = [
    ['Sent', counts.sent],
    ['Out of scope', counts.out],
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
            <Lozenge appearance={included[overview.included][1]}>{included[overview.included][0]}</Lozenge>
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
            <When at={overview.lastPushAt} />
          </dd>
        </div>
      </dl>
      <div className="buttons">
        <Button appearance="primary" onClick={() => go('choice')}>
          {locked === null ? 'Choose what is mirrored' : 'See what is chosen'}
        </Button>
        <PreviewButton />
      </div>
      {isOpen(run) && <RunProgress run={run} onChange={null} />}
      <Reasons overview={overview} />
    </>
  );
}
