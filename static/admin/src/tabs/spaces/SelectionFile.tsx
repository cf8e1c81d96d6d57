import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import SectionMessage from '@atlaskit/section-message';
import { useId, useRef, useState } from 'react';
import type { SelectionFileChange, SelectionFileCheck } from '../../../../../src/api/selection';
import { call, messageOf } from '../../api';
import { useUnsaved } from '../../guard';
import { tell, tellFailure, useAction } from '../../hooks/useAction';
import { useLoaded } from '../../hooks/useLoaded';
import { NOT_POLLED } from '../../live';
import { TextArea } from '../../parts/Field';
import { ForecastView } from '../../parts/ForecastView';
import { Problem } from '../../parts/Problem';
import { Table } from '../../parts/Table';
import { View } from '../../parts/View';
import { Back } from './Back';

/** The selection and the policy as a file: to review, to keep under version control, to carry to another site. */
export default function SelectionFile({ onBack, onSaved }: { onBack(): void; onSaved(): void }) {
  const file = useLoaded(
    'file',
    () => call('exportSelection'),
    () => NOT_POLLED,
  );
  return (
    <>
      <Back title="Export and import" back="Back to all spaces" onBack={onBack} />
      <section className="section">
        <Heading size="small" as="h3">
          Export
        </Heading>
        <View what="the file" loaded={file}>
          {({ yaml }) => <Export yaml={yaml} />}
        </View>
      </section>
      <section className="section">
        <Heading size="small" as="h3">
          Import
        </Heading>
        <Import
          onApplied={() => {
            void file.reload();
            onSaved();
          }}
        />
      </section>
    </>
  );
}

function Export({ yaml }: { yaml: string }) {
  const box = useRef<HTMLDivElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await copyText(yaml, box.current?.querySelector('textarea') ?? null);
      tell('Copied');
    } catch (error) {
      tellFailure('Could not copy', messageOf(error));
    }
  };
  return (
    <div ref={box} className="form-wide">
      <TextArea label="The selection and the policy, as YAML" rows={12} isCode isReadOnly value={yaml} onChange={() => undefined} />
      <div className="buttons">
        <Button onClick={() => void copy()}>Copy</Button>
        <Button onClick={() => download(yaml)}>Download</Button>
      </div>
    </div>
  );
}

/** Not every frame may use the clipboard; selecting the text and copying it works without. */
async function copyText(text: string, area: HTMLTextAreaElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    area?.select();
    if (!document.execCommand('copy')) throw new Error('The browser does not let this page copy. Select the text and copy it.');
  }
}

function download(yaml: string): void {
  const address = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'qontext-selection.yaml';
  link.click();
  URL.revokeObjectURL(address);
}

function Import({ onApplied }: { onApplied(): void }) {
  const [yaml, setYaml] = useState('');
  const [check, setCheck] = useState<SelectionFileCheck | null>(null);
  const checking = useAction();
  const applying = useAction();
  const id = useId();
  useUnsaved(yaml.trim() !== '');
  const change = (text: string): void => {
    setYaml(text);
    setCheck(null);
  };
  const look = (): Promise<boolean> =>
    checking.run(async () => {
      setCheck(null);
      setCheck(await call('checkSelectionFile', { yaml }));
    });
  const apply = (): Promise<boolean> =>
    applying.run(async () => {
      const done = await call('applySelectionFile', { yaml });
      if (!done.ok) return setCheck(done);
      tell('The file is applied', 'What changed is being sent or withdrawn.');
      change('');
      onApplied();
    });
  return (
    <div className="form-wide">
      <TextArea
        label="A file, as YAML"
        rows={12}
        isCode
        value={yaml}
        help="It takes the place of the whole selection and policy. Nothing is changed before you have seen what it changes."
        onChange={change}
      />
      <label className="label" htmlFor={id}>
        Or choose a file
      </label>
      <input
        id={id}
        type="file"
        accept=".yaml,.yml,text/yaml,application/yaml"
        onChange={(event) =>
          void event.currentTarget.files?.[0]?.text().then(change, (error) => tellFailure('Could not read the file', messageOf(error)))
        }
      />
      <div className="buttons">
        <Button
          appearance={check?.ok ? 'default' : 'primary'}
          isDisabled={yaml.trim() === ''}
          isLoading={checking.now.state === 'busy'}
          onClick={() => void look()}
        >
          Check
        </Button>
        <Button
          appearance={check?.ok ? 'primary' : 'default'}
          isDisabled={!check?.ok || check.changes.length === 0}
          isLoading={applying.now.state === 'busy'}
          onClick={() => void apply()}
        >
          Apply
        </Button>
      </div>
      {checking.now.state === 'failed' && (
        <Problem title="Could not check the file" message={checking.now.message} meaning="Nothing was changed. Try again." />
      )}
      {applying.now.state === 'failed' && (
        <Problem
          title="Could not apply the file"
          message={applying.now.message}
          meaning="Look at the selection before you try again: it may have been applied in part."
        />
      )}
      {check && <Checked check={check} />}
    </div>
  );
}

const signs: Record<SelectionFileChange['kind'], string> = { added: '+ added', removed: '− removed', changed: '~ changed' };

function Checked({ check }: { check: SelectionFileCheck }) {
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
        <Table
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
      {check.forecast ? (
        <ForecastView forecast={check.forecast} />
      ) : (
        <SectionMessage appearance="warning" title="What would be sent and withdrawn was not counted" headingLevel="h4">
          <p>
            The file changes so much that counting it would take longer than an app may. Read the changes with care before you apply it.
          </p>
        </SectionMessage>
      )}
    </>
  );
}
