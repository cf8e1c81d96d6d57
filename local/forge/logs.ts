import { countInMinute } from './invocations';
import type { ProxyRequest } from './proxy/answer';
import type { LogLine } from './types';

/** Log lines of an invocation: more than this is dropped, as on the platform. */
const linesPerMinute = 100;
const maxLogBytes = 200 * 1024;

interface SentLine {
  level: LogLine['level'];
  at: number;
  message: string;
}

/** Takes a batch of log lines; `log` gets those within the limits, and one line that says so when they are reached. */
export function receiveLogs(request: ProxyRequest, now: number, log: (line: LogLine) => void): void {
  const { invocation } = request;
  const { functionKey, id } = invocation;
  const lines: SentLine[] = JSON.parse(request.body.toString());
  for (const line of lines) {
    invocation.logBytes += Buffer.byteLength(line.message);
    if (invocation.logBytes <= maxLogBytes && countInMinute(invocation, 'logs', linesPerMinute, now)) {
      invocation.counts.logLines++;
      log({ at: line.at, level: line.level, message: line.message, functionKey, invocationId: id });
    } else if (!invocation.logsDropped) {
      invocation.logsDropped = true;
      const message = `${functionKey} logs more than ${linesPerMinute} lines a minute or 200 KB: further lines are dropped`;
      log({ at: now, level: 'warn', message, functionKey: 'host', invocationId: id });
    }
  }
}
