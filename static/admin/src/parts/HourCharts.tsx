import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { useState } from 'react';
import type { HealthHour } from '../../../../src/api/siteAdmin';
import { useFormat } from '../site';
import { BarChart } from './BarChart';
import { type Column, Table } from './Table';

/** The last day by the hour: what was pushed and what it cost, drawn, or as a table. */
export function HourCharts({ hours }: { hours: HealthHour[] }) {
  const format = useFormat();
  const [isTable, setTable] = useState(false);
  const isQuiet = hours.every((hour) => hour.pushes === 0 && hour.points === 0);
  const bars = (value: (hour: HealthHour) => number) => hours.map((hour) => ({ at: hour.at, value: value(hour) }));
  return (
    <section className="section">
      <div className="section-head">
        <Heading size="small" as="h3">
          The last 24 hours
        </Heading>
        {!isQuiet && (
          <Button spacing="compact" onClick={() => setTable((before) => !before)}>
            {isTable ? 'Show as charts' : 'Show as a table'}
          </Button>
        )}
      </div>
      {isQuiet && (
        <EmptyState header="A quiet day" headingLevel={4} description="Nothing was pushed, and no points were spent, in this time." />
      )}
      {!isQuiet && isTable && (
        <Table
          caption="Pushes and points by the hour"
          columns={columns(format.clock, format.number)}
          rows={hours}
          keyOf={(hour) => String(hour.at)}
          rowHead="at"
        />
      )}
      {!isQuiet && !isTable && (
        <div className="charts">
          <BarChart title="Files pushed by the hour" unit="pushes" color="pushes" bars={bars((hour) => hour.pushes)} />
          <BarChart title="Confluence API points by the hour" unit="points" color="points" bars={bars((hour) => hour.points)} />
        </div>
      )}
    </section>
  );
}

function columns(clock: (at: number) => string, number: (value: number) => string): Column<HealthHour>[] {
  const counts: [keyof HealthHour, string][] = [
    ['pushes', 'Pushes'],
    ['withdrawals', 'Withdrawals'],
    ['failures', 'Failures'],
    ['points', 'Points'],
    ['confluenceCalls', 'Confluence calls'],
    ['qontextRequests', 'Qontext requests'],
    ['keyValueUnits', 'Storage units'],
  ];
  return [
    { key: 'at', head: 'Hour from', cell: (hour) => clock(hour.at) },
    ...counts.map(([key, head]) => ({ key, head, numeric: true, cell: (hour: HealthHour) => number(hour[key]) })),
  ];
}
