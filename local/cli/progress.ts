import type { MirrorCounts } from './firstMirror';

export interface ProgressLine {
  show(counts: MirrorCounts, etaMs: number | null): void;
  end(): void;
}

/** One line that is written over on a terminal; elsewhere a line now and then, so that a log stays short. */
export function progressLine(stream: NodeJS.WriteStream): ProgressLine {
  let shown = false;
  let lastTenth = -1;
  return {
    show(counts, etaMs) {
      const text = progressText(counts, etaMs);
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${text}`);
        shown = true;
        return;
      }
      const tenth = counts.listed === 0 ? -1 : Math.floor((10 * (counts.listed - counts.pending)) / counts.listed);
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      stream.write(`${text}\n`);
    },
    end() {
      if (shown) stream.write('\n');
    },
  };
}

export function progressText({ listed, sent, unchanged, out, held, failed, pending }: MirrorCounts, etaMs: number | null): string {
  const parts = [`Mirror: ${listed - pending} of ${listed}`, `${sent} sent`];
  if (unchanged > 0) parts.push(`${unchanged} unchanged`);
  parts.push(`${out} out`);
  if (held > 0) parts.push(`${held} held`);
  if (failed > 0) parts.push(`${failed} failed`);
  if (etaMs !== null && pending > 0) parts.push(`about ${Math.ceil(etaMs / 1000)} s left`);
  return parts.join(', ');
}
