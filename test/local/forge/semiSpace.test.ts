/** The function process is as sparing with memory as one on a machine that has no more than the manifest asks for. */
import { execFileSync } from 'node:child_process';
import { semiSpaceMb } from '../../../local/forge/child';

test.each([
  [128, 1],
  [256, 1],
  [512, 1],
  [1024, 4],
  [2048, 8],
  [8192, 16],
])('with %d MB the young generation is as under a memory limit of that: %d MB', (memoryMb, semiSpace) => {
  expect(semiSpaceMb(memoryMb)).toBe(semiSpace);
});

test('Node takes it: a heap has three such spaces', () => {
  const limitOf = (semiSpace: number) =>
    Number(
      execFileSync(process.execPath, [
        '--max-old-space-size=256',
        `--max-semi-space-size=${semiSpace}`,
        '-p',
        'v8.getHeapStatistics().heap_size_limit',
      ]).toString(),
    );
  expect((limitOf(2) - limitOf(1)) / 1024 ** 2).toBe(3);
});
