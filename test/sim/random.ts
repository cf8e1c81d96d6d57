/** All choices of a seed come from here, so that a seed replays exactly. */
export interface Random {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  chance(probability: number): boolean;
  /** Both inclusive. */
  int(from: number, to: number): number;
  /** One of them. Throws where there is none: to be asked only with something to pick from. */
  pick<T>(items: readonly T[]): T;
  /** Often short, seldom long: milliseconds from `least` on, most of them below `most`, at times up to `rare`. */
  wait(least: number, most: number, rare: { chance: number; most: number }): number;
}

/** Mulberry32: small, fast, and the same on every machine. */
export function randomOf(seed: number): Random {
  let state = (seed + 1) * 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    chance: (probability) => next() < probability,
    int,
    pick(items) {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    wait: (least, most, rare) => (next() < rare.chance ? int(most, Math.max(most, rare.most)) : int(least, most)),
  };
}
