import { useMemo } from 'react';
import { useFormat } from '../site';
import { type DiffLine, diffLines, partsOf } from './lines';
import { Raw } from './PreviewView';

const signs = { same: ' ', removed: '−', added: '+' };
const spoken = { same: '', removed: 'removed: ', added: 'added: ' };

/** What sending would change of a file, line by line, marked by signs and not by colour alone. */
export function DiffView({ before, after }: { before: string | null; after: string }) {
  const { number } = useFormat();
  const lines = useMemo(() => (before === null ? [] : diffLines(before, after)), [before, after]);
  if (before === null)
    return (
      <>
        <p>The repository holds no such file: all of it is new.</p>
        <Raw text={after} />
      </>
    );
  const count = (kind: DiffLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  if (count('same') === lines.length) return <p>The repository holds exactly this.</p>;
  return (
    <>
      <p>
        {number(count('added'))} {count('added') === 1 ? 'line' : 'lines'} added, {number(count('removed'))} removed.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="code diff" tabIndex={0} aria-label="Difference by lines">
        {partsOf(lines).map((part, index) =>
          part.kind === 'skipped' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts are made anew as a whole
            <div key={index} className="diff-skipped">
              {number(part.count)} lines the same
            </div>
          ) : (
            part.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts are made anew as a whole
              <div key={`${index} ${at}`} className={`diff-line diff-${line.kind}`}>
                <span aria-hidden="true" className="diff-sign">
                  {signs[line.kind]}
                </span>
                <span className="visually-hidden">{spoken[line.kind]}</span>
                {line.text}
              </div>
            ))
          ),
        )}
      </section>
    </>
  );
}
