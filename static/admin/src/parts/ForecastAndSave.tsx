import Button from '@atlaskit/button/default/button';
import { useEffect, useRef, useState } from 'react';
import type { Forecast } from '../../../../src/api/selection';
import { useAction } from '../hooks/useAction';
import { ForecastView } from './ForecastView';
import { Problem } from './Problem';

interface ForecastAndSaveProps {
  /** Says what is to be saved: a forecast holds for this alone. */
  of: string;
  isChanged: boolean;
  save: string;
  forecast(): Promise<Forecast | null>;
  onSave(): Promise<void>;
  onDiscard?(): void;
  /** It stands in the place of one that saved, and so has the focus after it. */
  isAfterSave?: boolean;
}

/** First what saving would do, then saving. */
export function ForecastAndSave({ of, isChanged, save, forecast, onSave, onDiscard, isAfterSave = false }: ForecastAndSaveProps) {
  const [known, setKnown] = useState<{ of: string; forecast: Forecast | null } | null>(null);
  const asking = useAction();
  const saving = useAction();
  const saveButton = useRef<HTMLButtonElement>(null);
  const buttons = useRef<HTMLFieldSetElement>(null);
  const [settled, setSettled] = useState(isAfterSave ? 1 : 0);
  const seen = isChanged && known?.of === of ? known : null;
  const isSeen = seen !== null;
  // The button that asked can't be pressed again, and would lose the focus to nothing.
  useEffect(() => {
    if (isSeen) saveButton.current?.focus();
  }, [isSeen]);
  // Nor can any of these be, once nothing is left to save. The focus stays beside them, unless it went elsewhere meanwhile.
  useEffect(() => {
    const at = document.activeElement;
    if (settled > 0 && (at === document.body || buttons.current?.contains(at))) buttons.current?.focus({ preventScroll: true });
  }, [settled]);
  const ask = (): Promise<boolean> =>
    asking.run(async () => {
      const next = await forecast();
      setKnown({ of, forecast: next });
    });
  const commit = (): Promise<boolean> =>
    saving.run(async () => {
      await onSave();
      setKnown(null);
      setSettled((before) => before + 1);
    });
  const discard = (): void => {
    onDiscard?.();
    setSettled((before) => before + 1);
  };
  return (
    <>
      {asking.now.state === 'failed' && (
        <Problem title="Could not forecast" message={asking.now.message} meaning="Nothing is saved yet. Try again." />
      )}
      {seen && <ForecastView forecast={seen.forecast} />}
      {saving.now.state === 'failed' && (
        <Problem
          title="Could not save"
          message={saving.now.message}
          meaning="It was not saved, or only in part. Your changes are still here: you can save again."
        />
      )}
      <fieldset ref={buttons} tabIndex={-1} className="buttons bare" aria-label="Forecast and save">
        <Button
          appearance={seen ? 'default' : 'primary'}
          isDisabled={!isChanged || seen !== null}
          isLoading={asking.now.state === 'busy'}
          onClick={() => void ask()}
        >
          Forecast
        </Button>
        <Button
          ref={saveButton}
          appearance={seen ? 'primary' : 'default'}
          isDisabled={!seen}
          isLoading={saving.now.state === 'busy'}
          onClick={() => void commit()}
        >
          {save}
        </Button>
        {onDiscard && (
          <Button appearance="subtle" isDisabled={!isChanged} onClick={discard}>
            Discard changes
          </Button>
        )}
      </fieldset>
      {isChanged && !seen && <p className="help">Ask for the forecast before you save: it says what would be sent and withdrawn.</p>}
    </>
  );
}
