/** One measured figure, with its target where there is one. */
export interface Figure {
  name: string;
  /** As measured; rounded only where it is shown. */
  value: number;
  unit: string;
  /** The value is to be at most this. Null: told for information. */
  target: number | null;
}

export const figure = (name: string, value: number, unit: string, target: number | null = null): Figure => ({
  name,
  value,
  unit,
  target,
});

/** At least three significant digits, and no more than these after the point. */
const rounded = (value: number): number => (Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(4)));

export const isMet = ({ value, target }: Figure): boolean => target === null || value <= target;

/** The figures as lines of a table. */
export function figureTable(figures: Figure[]): string {
  const rows = figures.map((one) => ({
    name: one.name,
    value: `${rounded(one.value).toLocaleString('en')}${one.unit && ` ${one.unit}`}`,
    target: one.target === null ? '' : `at most ${one.target.toLocaleString('en')}: ${isMet(one) ? 'met' : 'MISSED'}`,
  }));
  const widest = (of: 'name' | 'value') => Math.max(...rows.map((row) => row[of].length));
  const [names, values] = [widest('name'), widest('value')];
  return rows.map((row) => `  ${row.name.padEnd(names)}  ${row.value.padStart(values)}  ${row.target}`.trimEnd()).join('\n');
}

export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
}
