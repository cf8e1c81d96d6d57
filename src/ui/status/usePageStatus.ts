import { showFlag } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';
import type { PageStatus } from '../../api/pageStatus';
import { call, messageOf } from '../calls';
import { chosenFlags } from './words';

export type Reading = { kind: 'loading' } | { kind: 'failed'; message: string } | { kind: 'read'; status: PageStatus };
/** What the reader asked for and has not been answered yet. */
export type Doing = 'send' | 'choose' | null;

export interface PageStatusView {
  reading: Reading;
  doing: Doing;
  /** Why the last thing that the reader asked for was not done. */
  problem: string | null;
  load(): void;
  sendNow(): void;
  choose(choice: PageStatus['chosen']): void;
}

/** While a page is on its way its status is read again: it takes a few seconds, and one who waits for it for minutes may reopen the popup. */
const READ_AGAIN_MS = 5_000;
const READ_AGAIN_TIMES = 24;

/** The status of the page that the byline item is on, and what may be done about it. */
export function usePageStatus(): PageStatusView {
  const [reading, setReading] = useState<Reading>({ kind: 'loading' });
  const [doing, setDoing] = useState<Doing>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [readAgain, setReadAgain] = useState(0);

  const load = useCallback(() => {
    setReading({ kind: 'loading' });
    call('pageStatus').then(
      (status) => setReading({ kind: 'read', status }),
      (error) => setReading({ kind: 'failed', message: messageOf(error) }),
    );
  }, []);
  useEffect(load, [load]);

  const act = async (what: Exclude<Doing, null>, ask: () => Promise<PageStatus>, done: string): Promise<void> => {
    setDoing(what);
    setProblem(null);
    try {
      setReading({ kind: 'read', status: await ask() });
      setReadAgain(0);
      showFlag({ id: 'qontext-page-status', type: 'success', title: done, isAutoDismiss: true });
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setDoing(null);
    }
  };

  const isPending = reading.kind === 'read' && reading.status.state === 'pending' && doing === null;
  useEffect(() => {
    if (!isPending || readAgain >= READ_AGAIN_TIMES) return;
    let isOver = false;
    const timer = setTimeout(() => {
      call('pageStatus').then(
        (status) => {
          if (isOver) return;
          setReading({ kind: 'read', status });
          setReadAgain(readAgain + 1);
        },
        (error) => {
          if (isOver) return;
          setProblem(messageOf(error));
          setReadAgain(READ_AGAIN_TIMES);
        },
      );
    }, READ_AGAIN_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isPending, readAgain]);

  return {
    reading,
    doing,
    problem,
    load,
    sendNow: () => void act('send', () => call('sendNow'), 'This page is being sent'),
    choose: (choice) => void act('choose', () => call('choosePage', { choice }), chosenFlags[choice]),
  };
}
