import { useId } from 'react';
import { useFormat } from '../site';

interface BarChartProps {
  title: string;
  /** What is counted, as 'pushes'. */
  unit: string;
  /** Which of the chart colours of the stylesheet. */
  color: 'pushes' | 'points';
  bars: { at: number; value: number }[];
}

const WIDTH = 480;
const HEIGHT = 160;
const LEFT = 56;
const TOP = 12;
const BOTTOM = 24;

/** Bars over time, as one picture with a text that says the gist; the table beside it has the figures. */
export function BarChart({ title, unit, color, bars }: BarChartProps) {
  const { number, clock } = useFormat();
  const id = useId();
  const max = niceMax(Math.max(1, ...bars.map((bar) => bar.value)));
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  const height = HEIGHT - TOP - BOTTOM;
  const y = (value: number): number => TOP + height * (1 - value / max);
  const total = bars.reduce((sum, bar) => sum + bar.value, 0);
  const peak = bars.reduce((best, bar) => (bar.value > best.value ? bar : best), { at: 0, value: 0 });
  return (
    <figure className="chart">
      <figcaption id={id}>{title}</figcaption>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: named by the caption; a title of the picture would cover those of the bars */}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id} ${id}-gist`}>
        <desc id={`${id}-gist`}>
          {`${number(total)} ${unit} in all, at most ${number(peak.value)} in an hour${peak.value > 0 ? `, from ${clock(peak.at)}` : ''}.`}
        </desc>
        {[0, max / 2, max].map((value) => (
          <g key={value}>
            <line className="chart-line" x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
            <text className="chart-text" x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {number(value)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => (
          <rect
            key={bar.at}
            className={`chart-bar chart-${color}`}
            x={LEFT + index * step + step * 0.15}
            width={step * 0.7}
            y={y(bar.value)}
            height={HEIGHT - BOTTOM - y(bar.value)}
            rx={1}
          >
            <title>{`${clock(bar.at)}: ${number(bar.value)} ${unit}`}</title>
          </rect>
        ))}
        {bars.map(
          (bar, index) =>
            index % 6 === 0 && (
              <text key={bar.at} className="chart-text" x={LEFT + index * step} y={HEIGHT - 6}>
                {clock(bar.at)}
              </text>
            ),
        )}
      </svg>
    </figure>
  );
}

/** The next even number of the form 2, 4, 10, 20, 40, 100...: the axis and its middle are round. */
function niceMax(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const nice = [1, 2, 4, 10].map((step) => step * power).find((candidate) => candidate >= value && candidate % 2 === 0);
  return nice ?? 20 * power;
}
