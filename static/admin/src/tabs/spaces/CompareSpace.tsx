import { call } from '../../api';
import { useLoaded } from '../../hooks/useLoaded';
import { NOT_POLLED } from '../../live';
import { Compare } from '../../parts/Compare';
import { Back } from './Back';

/** The comparison of one space, as a site admin. */
export default function CompareSpace({ spaceId, onBack, onSaved }: { spaceId: string; onBack(): void; onSaved(): void }) {
  // For the name only: without it the comparison stands all the same.
  const { value } = useLoaded(
    spaceId,
    () => call('getSelection', { spaceId }),
    () => NOT_POLLED,
  );
  const name = value?.spaceName ?? 'the space';
  return (
    <>
      <Back title={`Comparison of ${name}`} back="Back to all spaces" onBack={onBack} />
      <Compare
        spaceName={name}
        locked={{ resync: null, mend: null }}
        compare={(cursor) => call('compareSpace', { spaceId, ...(cursor !== null && { cursor }) })}
        verify={(mend) => call('verifySpace', { spaceId, mend })}
        resync={async () => {
          await call('startRun', { kind: 'resync', spaceId });
          onSaved();
        }}
      />
    </>
  );
}
