import { createQontext, type Qontext } from '../../local/qontext';
import { type ConnectionOptions, connectRepository, QontextError, type Repository, type RequestRecord } from '../../src/qontext';

export const readOnlyKey = { key: 'q_sk_reader', name: 'Reader', baseline: 'read' as const };
export const partKey = {
  key: 'q_sk_part',
  name: 'Part',
  baseline: 'none' as const,
  grants: [{ path: '/Confluence', access: 'edit' as const }],
};

/** The client over HTTP against the local Qontext, whose faults and limits stand for the real one's. */
export interface ClientBench {
  readonly qontext: Qontext;
  readonly url: string;
  /** What the client waited, milliseconds. */
  readonly slept: number[];
  readonly requests: RequestRecord[];
  connect(options?: Partial<ConnectionOptions>): Repository;
}

/** A fresh one for each test of the file. */
export function clientBench(): ClientBench {
  let qontext: Qontext;
  let server: { url: string; close(): Promise<void> };
  const slept: number[] = [];
  const requests: RequestRecord[] = [];
  beforeEach(async () => {
    qontext = createQontext({ workspaceName: 'Northwind', keys: [readOnlyKey, partKey] });
    server = await qontext.listen(0);
    slept.length = 0;
    requests.length = 0;
  });
  afterEach(() => server.close());
  return {
    get qontext() {
      return qontext;
    },
    get url() {
      return server.url;
    },
    slept,
    requests,
    connect: (options = {}) =>
      connectRepository({
        apiKey: qontext.defaultKey,
        fetch,
        baseUrl: server.url,
        sleep: async (ms) => {
          slept.push(ms);
        },
        random: () => 0,
        now: () => 1_000_000,
        onRequest: (request) => requests.push(request),
        ...options,
      }),
  };
}

/** The error that a call ends with. */
export async function failure(call: Promise<unknown>): Promise<QontextError> {
  const error = await call.then(
    (value) => new Error(`succeeded with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof QontextError) return error;
  throw error;
}
