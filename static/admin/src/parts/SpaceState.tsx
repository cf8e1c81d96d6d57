import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { SpaceRow } from '../../../../src/api/siteAdmin';
import { isOpen } from '../live';

/** In one or two words, how a space stands. */
export function SpaceState({ space, paused }: { space: SpaceRow; paused: boolean }) {
  const [text, appearance] = stateOf(space, paused);
  return (
    <>
      <Lozenge appearance={appearance}>{text}</Lozenge>
      {space.run?.state === 'failed' && space.run.note && <span className="subtle below-line">{space.run.note}</span>}
      {space.parts && <span className="subtle below-line">parts of it are chosen</span>}
      {space.locked && <span className="subtle below-line">{space.locked}</span>}
    </>
  );
}

function stateOf({ run, locked, included, counts }: SpaceRow, paused: boolean): [string, ThemeAppearance] {
  // By the kill switch: nothing of it is live, whatever its counts say.
  if (paused && (included || isOpen(run))) return ['Paused', 'default'];
  if (isOpen(run)) {
    if (run.state === 'asking') return ['Needs approval', 'moved'];
    if (run.state === 'paused') return ['Paused', 'default'];
    return [run.kind === 'withdrawal' ? 'Withdrawing' : 'Running', 'inprogress'];
  }
  // What is chosen of it is withdrawn, and kept for when the lock is gone.
  if (locked) return ['Locked', 'default'];
  if (!included) return ['Not included', 'default'];
  if (run?.state === 'failed') return ['Run failed', 'removed'];
  if (counts && counts.failed > 0) return ['With failures', 'moved'];
  if (counts && counts.pending > 0) return ['Catching up', 'inprogress'];
  return counts ? ['Mirrored', 'success'] : ['Included', 'success'];
}
