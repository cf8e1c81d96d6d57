import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { useId, useRef, useState } from 'react';
import type { SelectionFileCheck } from '../../../../../src/api/selection';
import { call, messageOf } from '../../api';
import { useUnsaved } from '../../guard';
import { tell, tellFailure, useAction } from '../../hooks/useAction';
import { useLoaded } from '../../hooks/useLoaded';
import { NOT_POLLED } from '../../live';
import { TextArea } from '../../parts/Field';
import { Problem } from '../../parts/Problem';
import { View } from '../../parts/View';
import { useFormat } from '../../site';
import { Back } from './Back';
import { CheckedFile } from './CheckedFile';

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

/** The resolver takes no more, since the front end may send 500 KB. */
const MOST = 400_000;

function Import({ onApplied }: { onApplied(): void }) {
  const { number } = useFormat();
  const [yaml, setYaml] = useState('');
  const [checked, setChecked] = useState<{ of: string; check: SelectionFileCheck } | null>(null);
  const checking = useAction();
  const applying = useAction();
  const id = useId();
  useUnsaved(yaml.trim() !== '');
  // What was typed while it was being checked was not: only what was seen can be applied.
  const check = checked?.of === yaml ? checked.check : null;
  const isTooLong = yaml.length > MOST;
  const look = (): Promise<boolean> =>
    checking.run(async () => {
      setChecked(null);
      setChecked({ of: yaml, check: await call('checkSelectionFile', { yaml }) });
    });
  const apply = (): Promise<boolean> =>
    applying.run(async () => {
      const done = await call('applySelectionFile', { yaml });
      if (!done.ok) return setChecked({ of: yaml, check: done });
      tell('The file is applied', 'What changed is being sent or withdrawn.');
      setYaml((now) => (now === yaml ? '' : now));
      setChecked(null);
      onApplied();
    });
  return (
    <div className="form-wide">
      <TextArea
        label="A file, as YAML"
        rows={12}
        isCode
        value={yaml}
        problem={
          isTooLong
            ? `At most ${number(MOST)} characters: these are ${number(yaml.length)}. Choose so many spaces by a keyword of the policy instead.`
            : null
        }
        help="It takes the place of the whole selection: a space that it does not name is left out. Of the policy it changes what it names. Nothing is changed before you have seen what it changes."
        onChange={setYaml}
      />
      <label className="label" htmlFor={id}>
        Or choose a file
      </label>
      <input
        id={id}
        type="file"
        accept=".yaml,.yml,text/yaml,application/yaml"
        onChange={(event) =>
          void event.currentTarget.files?.[0]?.text().then(setYaml, (error) => tellFailure('Could not read the file', messageOf(error)))
        }
      />
      <div className="buttons">
        <Button
          appearance={check?.ok ? 'default' : 'primary'}
          isDisabled={yaml.trim() === '' || isTooLong}
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
      {check && <CheckedFile check={check} />}
    </div>
  );
}
