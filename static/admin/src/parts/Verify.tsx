import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import { useState } from 'react';
import type { Verification } from '../../../../src/api/selection';
import { tell, useAction } from '../hooks/useAction';
import { useFormat } from '../site';
import { Confirm } from './Confirm';
import { Locked } from './Locked';
import { LongTable } from './LongTable';
import { Problem } from './Problem';

type Kind = Verification['problems'][number]['kind'];
const kinds: Record<Kind, string> = {
  changed: 'Changed there',
  moved: 'Moved there',
  deleted: 'Deleted there',
  unknown: 'Not known here',
};

/** A file that is gone has no path any more. */
const nameless = ({ contentId }: Verification['problems'][number]): string => (contentId ? `File of content ${contentId}` : 'A file');

interface VerifyProps {
  verify(mend: boolean): Promise<Verification>;
  /** Why nothing may be mended by who looks at it. Null: it may. */
  lockedMend: string | null;
}

/** Reads the repository's own list of the space's files, reports what somebody did to them there, and mends it when asked to. */
export function Verify({ verify, lockedMend }: VerifyProps) {
  const { number } = useFormat();
  const [found, setFound] = useState<Verification | null>(null);
  const [isAsking, setAsking] = useState(false);
  const looking = useAction();
  const mending = useAction();
  const look = (): Promise<boolean> => looking.run(async () => setFound(await verify(false)));
  const mend = (): Promise<boolean> =>
    mending.run(async () => {
      setFound(await verify(true));
      setAsking(false);
      tell('The repository is being mended');
    });
  return (
    <>
      <p className="prose">
        Reads the list of this space’s files in Qontext, and finds what was changed, moved or deleted there. It changes nothing.
      </p>
      <div className="buttons">
        <Button isLoading={looking.now.state === 'busy'} onClick={() => void look()}>
          Verify
        </Button>
        {found && found.problems.length > 0 && !found.mended && (
          <Button isDisabled={lockedMend !== null} onClick={() => setAsking(true)}>
            Mend…
          </Button>
        )}
      </div>
      {lockedMend !== null && <Locked what="Mend" reason={lockedMend} />}
      {looking.now.state === 'failed' && (
        <Problem title="Could not verify" message={looking.now.message} meaning="Nothing was changed. Try again." />
      )}
      {found && (
        <p role="status">
          {number(found.files)} {found.files === 1 ? 'file' : 'files'} looked at; {number(found.problems.length)}{' '}
          {found.problems.length === 1 ? 'problem' : 'problems'}
          {found.mended ? '. What was moved or deleted is put right; what somebody wrote stays until its page changes.' : '.'}
        </p>
      )}
      {found && found.problems.length === 0 && (
        <EmptyState header="All as it was sent" headingLevel={4} description="Every file is where it belongs, with what was sent in it." />
      )}
      {found && found.problems.length > 0 && (
        <LongTable
          caption="What differs in the repository"
          columns={[
            { key: 'path', head: 'File', cell: (problem) => <span className="pasted">{problem.path || nameless(problem)}</span> },
            { key: 'kind', head: 'What happened', cell: (problem) => kinds[problem.kind] },
            { key: 'text', head: 'Details', cell: (problem) => problem.text },
          ]}
          rows={found.problems}
          keyOf={(problem) => problem.fileId}
          rowHead="path"
        />
      )}
      <Confirm
        isOpen={isAsking}
        title="Mend the repository?"
        confirm="Mend"
        now={mending.now}
        onConfirm={() => void mend()}
        onClose={() => {
          mending.reset();
          setAsking(false);
        }}
      >
        <p>
          Files that were deleted in Qontext are sent again, moved ones are moved back, and files of ours that belong to nothing are
          removed.
        </p>
        <p>What somebody changed in a file in Qontext stays as it is, until its page changes in Confluence.</p>
      </Confirm>
    </>
  );
}
