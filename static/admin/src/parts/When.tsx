import { useFormat } from '../site';

/** A time as the distance from now, with the exact time in its title. */
export function When({ at, never = 'never' }: { at: number | null; never?: string }) {
  const format = useFormat();
  if (at === null) return <span className="subtle">{never}</span>;
  return (
    <time className="nowrap" dateTime={new Date(at).toISOString()} title={format.absolute(at)}>
      {format.relative(at)}
    </time>
  );
}
