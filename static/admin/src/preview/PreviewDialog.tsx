import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { type FormEvent, useEffect, useState } from 'react';
import type { Preview } from '../../../../src/api/selection';
import { useAction } from '../hooks/useAction';
import { Dialog } from '../parts/Dialog';
import { TextField } from '../parts/Field';
import { Problem } from '../parts/Problem';
import { Loading } from '../parts/View';
import { PreviewView } from './PreviewView';

interface PreviewDialogProps {
  /** '' : asks which. */
  first: string;
  load(content: string): Promise<Preview>;
  onClose(): void;
}

/** What would be sent of one page or blog post, exactly. Reads it once and sends nothing. */
export default function PreviewDialog({ first, load, onClose }: PreviewDialogProps) {
  const [wanted, setWanted] = useState(first);
  const [shown, setShown] = useState<Preview | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const { now, run } = useAction();
  const show = (content: string): Promise<boolean> =>
    run(async () => {
      setShown(null);
      setShown(await load(content));
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what it was opened with
  useEffect(() => {
    if (first !== '') void show(first);
  }, [first]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const content = wanted.trim();
    setWrong(content === '' ? 'Enter the address or the id of a page or blog post.' : null);
    if (content !== '') void show(content);
  };
  return (
    <Dialog
      size="wide"
      onClose={onClose}
      title={(id) => (
        <div className="section-head">
          <Heading size="medium" as="h2" id={id}>
            {shown ? `Preview of ${shown.title}` : 'Preview'}
          </Heading>
          <Button appearance="subtle" onClick={onClose}>
            Close
          </Button>
        </div>
      )}
    >
      <form className="preview-form" onSubmit={submit} noValidate>
        <TextField label="Address or id of a page or blog post" value={wanted} problem={wrong} onChange={setWanted} />
        <Button type="submit" isLoading={now.state === 'busy'}>
          Show
        </Button>
      </form>
      {now.state === 'busy' && <Loading what="the preview" />}
      {now.state === 'failed' && (
        <Problem title="Could not make the preview" message={now.message} meaning="Nothing was sent. Check the address, or try again." />
      )}
      {shown && <PreviewView preview={shown} />}
    </Dialog>
  );
}
