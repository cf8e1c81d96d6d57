import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type DocProps, Docs } from '../Docs';
import { childOf, handlerProp, numberProp, textOf } from '../forgeDoc';

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** Which tab is open is the host's own state, unless the app says it by `selected`. Every panel is in the tree; the open one is shown. */
export function Tabs({ doc }: DocProps) {
  const [own, setOwn] = useState(numberProp(doc, 'defaultSelected') ?? 0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onChange = handlerProp(doc, 'onChange');
  const selected = numberProp(doc, 'selected') ?? own;
  const tabs = childOf(doc, 'TabList')?.children ?? [];
  const panels = doc.children.filter((child) => child.type === 'TabPanel');
  const panel = panels[selected];

  const select = (index: number): void => {
    setOwn(index);
    onChange?.(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    const next = (selected + step + tabs.length) % tabs.length;
    select(next);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div className="uikit-tabs">
      <div role="tablist" ref={list}>
        {tabs.map((tab, index) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-selected={index === selected}
            aria-controls={index === selected ? `${id}-panel` : undefined}
            tabIndex={index === selected ? 0 : -1}
            onClick={() => select(index)}
            onKeyDown={onKeyDown}
          >
            {textOf(tab)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${selected}`} className="uikit-tabpanel">
        {panel ? <Docs key={panel.key} of={panel.children} /> : null}
      </div>
    </div>
  );
}
