import Button from '@atlaskit/button/default/button';
import { useRef, useState } from 'react';
import type { PasteRow, SpaceSelection } from '../../../../../src/api/selection';
import { call } from '../../api';
import { useUnsaved } from '../../guard';
import { tell, useAction } from '../../hooks/useAction';
import { TextArea } from '../../parts/Field';
import { ForecastAndSave } from '../../parts/ForecastAndSave';
import { Problem } from '../../parts/Problem';
import { Back } from './Back';
import { type Chosen, PasteTable } from './PasteTable';
import { forecastAll, saveAll, selectionsOf, wantedOf } from './pasting';

/** Chooses by addresses or ids, as they come: one on each line, or in the middle of other text. */
export default function Paste({ onBack, onSaved }: { onBack(): void; onSaved(): void }) {
  const [text, setText] = useState('');
  const [last, setRead] = useState<{ of: string; rows: PasteRow[]; selections: SpaceSelection[] } | null>(null);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const action = useAction();
  const form = useRef<HTMLDivElement>(null);
  // What was typed while it was being read was not.
  const read = last?.of === text ? last : null;
  useUnsaved(text.trim() !== '');
  const look = (): Promise<boolean> =>
    action.run(async () => {
      setRead(null);
      const { rows } = await call('paste', { text });
      const selections = await selectionsOf(rows);
      setRead({ of: text, rows, selections });
      setChosen(rows.map((row) => (row.kind === 'refused' ? 'skip' : 'include')));
    });
  const wanted = read ? wantedOf(read.rows, chosen, read.selections) : [];
  return (
    <>
      <Back title="Paste addresses" back="Back to all spaces" onBack={onBack} />
      <div ref={form} className="form-wide">
        <TextArea
          label="Addresses or ids"
          value={text}
          rows={8}
          problem={wrong}
          help="Addresses of pages, blog posts and spaces of this site, short links too, or ids of pages; also in the middle of other text. The site’s own address stands for all spaces."
          onChange={setText}
        />
      </div>
      <div className="buttons">
        <Button
          appearance={read ? 'default' : 'primary'}
          isLoading={action.now.state === 'busy'}
          onClick={() => {
            setWrong(text.trim() === '' ? 'Paste at least one address or id.' : null);
            if (text.trim() !== '') void look();
          }}
        >
          Read them
        </Button>
      </div>
      {action.now.state === 'failed' && (
        <Problem title="Could not read them" message={action.now.message} meaning="Nothing was changed. Try again." />
      )}
      {read && (
        <>
          <p className="prose">
            What matched is to be included, a page with all below it. Choose otherwise for single lines, or “Do nothing”. Nothing is saved
            yet.
          </p>
          <PasteTable
            rows={read.rows}
            selections={read.selections}
            chosen={chosen}
            onChange={(index, next) => setChosen((before) => before.map((one, at) => (at === index ? next : one)))}
          />
          <ForecastAndSave
            of={JSON.stringify(wanted)}
            isChanged={wanted.length > 0}
            save="Save"
            forecast={() => forecastAll(wanted)}
            onSave={async () => {
              await saveAll(wanted);
              tell('Saved', 'What you pasted is part of the selection. What changed is being sent or withdrawn.');
              setText('');
              setRead(null);
              // The button that saved goes with what was read.
              form.current?.querySelector('textarea')?.focus();
              onSaved();
            }}
          />
        </>
      )}
    </>
  );
}
