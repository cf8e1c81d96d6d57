import { setTimeout as sleep } from 'node:timers/promises';

const TRIES = 6;
/** A dropped connection is worth another; the usual reason is a slip in the address, for which nobody should wait long. */
const TRIES_WITHOUT_ANSWER = 3;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Asks a server elsewhere, again while it is busy: 429, 5xx, or no answer. Never earlier than it says.
 * @returns its last answer, which may still be one of these
 * @throws what fetch throws if there is none
 */
export async function askSteadily(
  url: string,
  headers: Record<string, string>,
  wait: (ms: number) => Promise<unknown> = sleep,
): Promise<Response> {
  for (let nth = 1; ; nth += 1) {
    const answer = await fetch(url, { headers }).catch((error: unknown) => {
      if (nth === TRIES_WITHOUT_ANSWER) throw error;
      return null;
    });
    if (answer && (nth === TRIES || (answer.status !== 429 && answer.status < 500))) return answer;
    const asked = Number(answer?.headers.get('retry-after') ?? Number.NaN) * 1000;
    const pause = Number.isFinite(asked) ? asked : FIRST_WAIT_MS * 2 ** (nth - 1);
    if (answer && pause > LONGEST_WAIT_MS) return answer;
    await wait(pause);
  }
}
