import EmptyState from '@atlaskit/empty-state';
import SectionMessage from '@atlaskit/section-message';
import type { SelectionFileChange, SelectionFileCheck } from '../../../../../src/api/selection';
import { ForecastView } from '../../parts/ForecastView';
import { LongTable } from '../../parts/LongTable';
import { Table } from '../../parts/Table';

const signs: Record<SelectionFileChange['kind'], string> = { added: '+ added', removed: '− removed', changed: '~ changed' };

/** What is wrong with a file, or what it changes and what would follow. */
export function CheckedFile({ check }: { check: SelectionFileCheck }) {
  if (!check.ok)
    return (
      <>
        <div role="alert" className="block">
          <SectionMessage appearance="error" title="The file has errors" headingLevel="h4">
            <p>Nothing was changed. Mend these and check again.</p>
          </SectionMessage>
        </div>
        <div className="long-list">
          <Table
            caption="Errors of the file"
            columns={[
              { key: 'line', head: 'Line', numeric: true, cell: (error) => (error.line === 0 ? 'whole file' : error.line) },
              { key: 'problem', head: 'What is wrong', cell: (error) => error.problem },
            ]}
            rows={check.errors}
            keyOf={(error) => `${error.line} ${error.problem}`}
            rowHead="problem"
          />
        </div>
      </>
    );
  if (check.changes.length === 0)
    return <EmptyState header="Nothing to change" headingLevel={4} description="The file says what is chosen already." />;
  return (
    <>
      <div className="long-list">
        <LongTable
          caption="What the file changes"
          columns={[
            { key: 'kind', head: 'Change', cell: (change) => <span className={`nowrap change-${change.kind}`}>{signs[change.kind]}</span> },
            { key: 'text', head: 'What', cell: (change) => change.text },
          ]}
          rows={check.changes}
          keyOf={(change) => `${change.kind} ${change.text}`}
          rowHead="text"
        />
      </div>
      <ForecastView forecast={check.forecast} />
    </>
  );
}
