import Lozenge from '@atlaskit/lozenge';
import type { Connection, Overview } from '../../../src/api/siteAdmin';
import { useFormat } from './site';

/** Where the mirror stands, in one line above the tabs. */
export function Summary({ overview }: { overview: Overview }) {
  const { number } = useFormat();
  const { counts } = overview;
  const facts: [string, string][] = [
    ['Spaces included', number(overview.includedSpaces)],
    ['Sent', number(counts.sent)],
    ['Left out', number(counts.out)],
    ['Held back', number(counts.held)],
    ['Failed', number(counts.failed)],
    ['Pending', number(counts.pending)],
  ];
  return (
    <dl className="summary">
      <div>
        <dt>Qontext</dt>
        <dd>
          <ConnectionState connection={overview.connection} />
        </dd>
      </div>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ConnectionState({ connection }: { connection: Connection }) {
  if (connection.state === 'connected') return <Lozenge appearance="success">Connected</Lozenge>;
  if (connection.state === 'broken') return <Lozenge appearance="removed">Does not work</Lozenge>;
  return <Lozenge>Not connected</Lozenge>;
}
