import SectionMessage from '@atlaskit/section-message';
import type { Forecast } from '../../../../src/api/selection';
import { useFormat } from '../site';
import { Table } from './Table';

const MINUTE = 60_000;

/** What saving would do, before it is done. Null: it was too much to be counted. */
export function ForecastView({ forecast }: { forecast: Forecast | null }) {
  return forecast ? <Counted forecast={forecast} /> : <NotCounted />;
}

function NotCounted() {
  return (
    <SectionMessage appearance="warning" title="What would be sent and withdrawn was not counted" headingLevel="h4">
      <p>So many spaces are concerned that counting would take longer than an app may. Read your changes with care before you go on.</p>
    </SectionMessage>
  );
}

function Counted({ forecast }: { forecast: Forecast }) {
  const { number, bytes, duration } = useFormat();
  const { send, withdraw, stay, leftOut, points, minutes, spaces } = forecast;
  const out = leftOut.reduce((sum, one) => sum + one.count, 0);
  const facts: [string, string][] = [
    ['To be sent', number(send)],
    ['To be withdrawn', number(withdraw)],
    ['Stay as they are', number(stay)],
    ['Left out', number(out)],
    ['Size', send === 0 ? bytes(0) : `about ${bytes(forecast.bytes)}`],
    ['Confluence API points', points === 0 ? number(0) : `about ${number(points)}`],
    ['Time', send + withdraw === 0 ? 'none' : `about ${duration(Math.max(1, minutes) * MINUTE)}`],
  ];
  return (
    <section className="forecast" aria-label="Forecast">
      <p className="visually-hidden" role="status">
        Forecast: {number(send)} to be sent, {number(withdraw)} to be withdrawn, {number(out)} left out.
      </p>
      <dl className="summary">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {leftOut.length > 0 && (
        <>
          <p className="subtle">Left out, and why:</p>
          <ul className="plain">
            {leftOut.map(({ reason, count }) => (
              <li key={reason}>
                {number(count)}: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      {spaces.length > 1 && (
        <Table
          caption="Forecast by space"
          columns={[
            { key: 'space', head: 'Space', cell: (space) => space.spaceKey },
            { key: 'scope', head: 'Included afterwards', numeric: true, cell: (space) => number(space.inScope) },
            { key: 'held', head: 'In the repository now', numeric: true, cell: (space) => number(space.inRepository) },
          ]}
          rows={spaces.slice(0, SHOWN)}
          keyOf={(space) => space.spaceId}
          rowHead="space"
        />
      )}
      {spaces.length > SHOWN && <p className="help">And {number(spaces.length - SHOWN)} spaces more.</p>}
      <p className="help">
        Pages and blog posts as Confluence counts them for the app. What the app has no access to is in none of these numbers. Size, points
        and time are estimates.
      </p>
    </section>
  );
}
const SHOWN = 50;
