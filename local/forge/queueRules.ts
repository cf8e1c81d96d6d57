import * as z from 'zod';
import { jsonAnswer, type ProxyAnswer } from './proxy/answer';

/** Limits of a push; the SDK checks some of them too, but the platform does not rely on it. */
const maxEvents = 50;
const maxPushBytes = 200 * 1024;
/** An event may be only this big where its consumer may run for more than 55 s. */
const maxLongEventBytes = 100 * 1024;
const longConsumerSeconds = 55;
const maxDelaySeconds = 900;

const event = z.looseObject({
  body: z.record(z.string(), z.unknown()),
  delayInSeconds: z.number().min(0).max(maxDelaySeconds).optional(),
  concurrency: z.object({ key: z.string().min(1), limit: z.number().int().min(1) }).optional(),
});
const push = z.looseObject({ queueName: z.string(), jobId: z.string(), payload: z.array(event).min(1).max(maxEvents) });

export type PushedEvent = z.infer<typeof event>;
export type PushRequest = z.infer<typeof push>;

export function checkPush(body: unknown): { request: PushRequest } | { refused: ProxyAnswer } {
  const parsed = push.safeParse(body);
  if (!parsed.success) return { refused: jsonAnswer(400, { code: 400, message: z.prettifyError(parsed.error) }) };
  if (Buffer.byteLength(JSON.stringify(parsed.data.payload)) > maxPushBytes) {
    return { refused: jsonAnswer(413, { errorMessage: 'A push has at most 200 KB.' }) };
  }
  return { request: parsed.data };
}

export function rejectedEvents(request: PushRequest, consumerSeconds: number): { index: number; errorMessage: string }[] {
  if (consumerSeconds <= longConsumerSeconds) return [];
  return request.payload.flatMap((each, index) =>
    Buffer.byteLength(JSON.stringify(each)) > maxLongEventBytes
      ? [{ index, errorMessage: 'An event for a consumer of more than 55 s has at most 100 KB.' }]
      : [],
  );
}
