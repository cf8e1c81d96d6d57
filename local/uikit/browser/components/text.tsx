import { type DocProps, Docs } from '../Docs';
import { textProp } from '../forgeDoc';

const textTags = ['p', 'span', 'strong', 'em'] as const;
const headingTags = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'div', 'span'] as const;
/** What UI Kit makes of a heading that names a size only. */
const tagOfSize: Record<string, (typeof headingTags)[number]> = {
  xxlarge: 'h1',
  xlarge: 'h1',
  large: 'h2',
  medium: 'h3',
  small: 'h4',
  xsmall: 'h5',
};

export function Text({ doc }: DocProps) {
  const Tag = textTags.find((tag) => tag === textProp(doc, 'as')) ?? 'p';
  return (
    <Tag className="uikit-text">
      <Docs of={doc.children} />
    </Tag>
  );
}

export function Strong({ doc }: DocProps) {
  return (
    <strong>
      <Docs of={doc.children} />
    </strong>
  );
}

export function Heading({ doc }: DocProps) {
  const size = textProp(doc, 'size') ?? 'medium';
  const Tag = headingTags.find((tag) => tag === textProp(doc, 'as')) ?? tagOfSize[size] ?? 'h6';
  return (
    <Tag className="uikit-heading" data-size={size}>
      <Docs of={doc.children} />
    </Tag>
  );
}
