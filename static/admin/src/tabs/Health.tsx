import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import ProgressBar from '@atlaskit/progress-bar';
import type { ReactNode } from 'react';
import type { Health as HealthView } from '../../../../src/api/siteAdmin';
import { call } from '../api';
import { useLoaded } from '../hooks/useLoaded';
import { listPollMs } from '../live';
import { ActivityTable } from '../parts/ActivityTable';
import { HourCharts } from '../parts/HourCharts';
import { View } from '../parts/View';
import { When } from '../parts/When';
import type { TabProps } from '../SiteSettings';
import { useFormat } from '../site';

/** Whether the mirror keeps up, what it spends, and what stands in its way. */
export default function Health({ overview }: TabProps) {
  const health = useLoaded(
    'health',
    () => call('health'),
    () => listPollMs(overview.runs),
  );
  return (
    <>
      <Heading size="medium" as="h2">
        Health
      </Heading>
      <View what="the health of the mirror" loaded={health}>
        {(value) => (
          <>
            <div className="cards">
              <Points points={value.points} />
              <Waiting waiting={value.waiting} />
              <Queue queue={value.queue} />
              <Ticks health={value} />
            </div>
            <HourCharts hours={value.hours} />
            <Problems problems={value.problems} />
          </>
        )}
      </View>
    </>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card">
      <Heading size="xsmall" as="h3">
        {title}
      </Heading>
      {children}
    </section>
  );
}

function Points({ points }: Pick<HealthView, 'points'>) {
  const { number, relative, absolute } = useFormat();
  const share = points.budgetPerHour === 0 ? 1 : Math.min(1, points.usedThisHour / points.budgetPerHour);
  return (
    <Card title="Confluence API points this hour">
      <p className="figure">{number(points.usedThisHour)}</p>
      <ProgressBar value={share} ariaLabel="Share of the hour's budget that is used" />
      <p>
        of {number(points.budgetPerHour)}; counts anew{' '}
        <time dateTime={new Date(points.resetsAt).toISOString()} title={absolute(points.resetsAt)}>
          {relative(points.resetsAt)}
        </time>
      </p>
      {share >= 1 && <p>The budget is used up. Runs wait for the next hour; edits are still followed.</p>}
    </Card>
  );
}

function Waiting({ waiting }: Pick<HealthView, 'waiting'>) {
  const { number } = useFormat();
  return (
    <Card title="Waiting for another try">
      <p className="figure">{number(waiting.held + waiting.failed)}</p>
      <p>
        {number(waiting.held)} held back, {number(waiting.failed)} failed
      </p>
      {waiting.oldestAt !== null && (
        <p>
          The oldest: <When at={waiting.oldestAt} />
        </p>
      )}
    </Card>
  );
}

function Queue({ queue }: Pick<HealthView, 'queue'>) {
  const { number } = useFormat();
  return (
    <Card title="Changes taken up this hour">
      <p className="figure">{number(queue.touchesThisHour)}</p>
      <p>
        The latest: <When at={queue.lastTouchAt} />
      </p>
    </Card>
  );
}

function Ticks({ health }: { health: HealthView }) {
  return (
    <Card title="Regular work">
      <p>
        Last regular check: <When at={health.lastTickAt} />
      </p>
      <p>
        Changes found up to: <When at={health.lastPollAt} />
      </p>
    </Card>
  );
}

function Problems({ problems }: Pick<HealthView, 'problems'>) {
  return (
    <section className="section">
      <Heading size="small" as="h3">
        Problems
      </Heading>
      {problems.length === 0 ? (
        <EmptyState header="No problems" headingLevel={4} description="Nothing is held back and nothing failed." />
      ) : (
        <ActivityTable caption="Latest failures and held content" rows={problems} />
      )}
    </section>
  );
}
