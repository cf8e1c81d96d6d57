/**
 * The process that holds the app's functions. It knows only the bundle and its parent: an envelope comes over IPC, the answer goes back.
 * Plain JavaScript: it runs under bare node, with none of the host's modules.
 */

const path = require('node:path');

const send = process.send.bind(process);
const { main } = require(path.join(process.argv[2], '__forge__.cjs'));

/** Milliseconds of waiting that the clock jumped over: they count against the time limit of everything that runs here. */
let jumpedMs = 0;
const passed = () => performance.now() + jumpedMs;

process.on('message', async ({ id, envelope, timeoutMs, heardMs }) => {
  const deadline = passed() + timeoutMs;
  const answer = await main(envelope, {
    awsRequestId: id,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - passed())),
    unheardMs: jumpedMs - heardMs,
    jumped(ms) {
      jumpedMs += ms;
      send({ jumpedMs: ms });
    },
  });
  send({ id, answer, rssBytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
send({ ready: true });
