import { touchBelow } from './below';
import { keywordStep } from './keywords';
import { alignSourcePlace } from './placeUpkeep';
import type { Ports, Work } from './ports';
import { probe, probeKeptOut } from './probe';
import { endStep, laneStep, leaveStep, listStep, settleStep } from './runs';
import { waitForPoints } from './runs/gate';
import { alignSpace } from './spaces';

/** Does one piece of queued work. Each may come twice or late: a step that is done already is told by its number. */
export async function doWork(ports: Ports, work: Work): Promise<void> {
  // Steps of a run look by themselves, and say on the run why it stands. All else is let go, as touches are: runs find it after the pause.
  if (!('runId' in work) && (await ports.store.settings.policy()).paused) return;
  switch (work.kind) {
    case 'list':
      return listStep(ports, work.runId, work.step);
    case 'lane':
      return laneStep(ports, work.runId, work.lane, work.step);
    case 'settle':
      return settleStep(ports, work.runId, work.step);
    case 'leave':
      return leaveStep(ports, work.runId, work.step);
    case 'end':
      return endStep(ports, work.runId, work.step);
    case 'below':
      await touchBelow(ports, work);
      return;
    case 'space':
      return alignSpace(ports, work.spaceId);
    case 'keywords':
      return keywordStep(ports, work.ids);
    case 'source': {
      const repository = (await ports.store.settings.policy()).paused ? null : await ports.repository();
      if (repository) await alignSourcePlace(ports, repository);
      return;
    }
    case 'probe': {
      const after = await probe(ports, work.spaceId, work.after);
      if (after !== null) await ports.queue.work({ ...work, after });
      return;
    }
    case 'kept-out': {
      const wait = await waitForPoints(ports);
      if (wait !== null) return ports.queue.work(work, wait);
      const next = await probeKeptOut(ports, work, work.onwards === true);
      if (next !== null) await ports.queue.work({ ...work, ...next });
    }
  }
}

/** What the queue lets only one invocation do at a time. */
export function lockOf(work: Work): string {
  switch (work.kind) {
    case 'lane':
      return `run:${work.runId}:${work.lane}`;
    case 'list':
    case 'settle':
    case 'leave':
    case 'end':
      return `run:${work.runId}`;
    case 'below':
      return `below:${work.id}`;
    case 'source':
      return 'source';
    case 'keywords':
      return 'keywords';
    case 'space':
    case 'probe':
    case 'kept-out':
      return `space:${work.spaceId}`;
  }
}
