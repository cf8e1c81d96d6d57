import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { useState } from 'react';
import { call } from '../api';
import { useUnsaved } from '../guard';
import { tell, useAction } from '../hooks/useAction';
import { TextArea } from '../parts/Field';
import { Locked } from '../parts/Locked';
import { Problem } from '../parts/Problem';
import type { SpaceTabProps } from './SpaceSettings';

const MOST = 4000;

/** What readers of the repository should know of this space. */
export default function Instructions({ overview, replace }: SpaceTabProps) {
  // Null: as they are saved, also when somebody else saves others.
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? overview.instructions;
  const action = useAction();
  const locked = overview.lockedWork.instructions;
  const isChanged = text !== overview.instructions;
  useUnsaved(isChanged);
  const save = (): Promise<boolean> =>
    action.run(async () => {
      const next = await call('saveInstructions', { instructions: text });
      replace(() => next);
      setEdited(null);
      tell('Instructions saved');
    });
  return (
    <>
      <Heading size="medium" as="h2">
        Instructions
      </Heading>
      <div className="form-wide">
        <TextArea
          label="For readers of this space’s mirror"
          value={text}
          rows={8}
          isReadOnly={locked !== null}
          problem={text.length > MOST ? `At most 4,000 characters: these are ${text.length}.` : null}
          help="What people and agents who read the mirror should know of this space. It is in the file “About this space”."
          onChange={setEdited}
        />
      </div>
      {action.now.state === 'failed' && (
        <Problem title="Could not save the instructions" message={action.now.message} meaning="They are as they were. Save again." />
      )}
      <div className="buttons">
        <Button
          appearance="primary"
          isDisabled={locked !== null || !isChanged || text.length > MOST}
          isLoading={action.now.state === 'busy'}
          onClick={() => void save()}
        >
          Save
        </Button>
      </div>
      {locked !== null && <Locked what="Instructions" reason={locked} />}
    </>
  );
}
