import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useState } from 'react';

const SETTLE_MS = 300;

/** Searches while one types, once the typing rests. */
export function Search({ label, onSearch }: { label: string; onSearch(text: string): void }) {
  const [text, setText] = useState<string | null>(null);
  const id = useId();
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => onSearch(text.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  return (
    <search className="search">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <Textfield id={id} type="search" isCompact value={text ?? ''} onChange={(event) => setText(event.currentTarget.value)} />
    </search>
  );
}
