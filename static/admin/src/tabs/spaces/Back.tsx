import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { useEffect, useRef } from 'react';

/** Head of a view inside a tab, with the way back. It has the focus when the view opens, since what was clicked is gone. */
export function Back({ title, back, onBack }: { title: string; back: string; onBack(): void }) {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  return (
    <div className="section-head">
      <div ref={head} tabIndex={-1} className="view-head">
        <Heading size="medium" as="h2">
          {title}
        </Heading>
      </div>
      <Button appearance="subtle" onClick={onBack}>
        {back}
      </Button>
    </div>
  );
}
