import * as fc from 'fast-check';

/**
 * The same generated cases at each run, so that a change is judged by what it changed and not by luck. Other ones are looked for with
 * FUZZ_SEED=<number>; what they find becomes a case of its own.
 */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20261121) });
