import type { ReactNode } from 'react';
import type { DocProps } from '../Docs';

interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** An ADF document, as Confluence draws a page: the kinds of nodes that the app makes. */
export function AdfRenderer({ doc }: DocProps) {
  // What crosses from the app's frame has no types; UI Kit's own is a document.
  const document = doc.props.document as AdfNode;
  return <div className="uikit-adf">{below(document)}</div>;
}

const below = ({ content = [] }: AdfNode): ReactNode[] =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a document comes as a whole, and its nodes have no ids
  content.map((node, at) => <Node key={at} node={node} />);

const panelSigns: Record<string, string> = { info: 'i', note: '✎', success: '✓', warning: '!', error: '✕' };

function Node({ node }: { node: AdfNode }) {
  switch (node.type) {
    case 'text':
      return <Marked node={node} />;
    case 'hardBreak':
      return <br />;
    case 'paragraph':
      return <p>{below(node)}</p>;
    case 'heading': {
      // The format's levels are those of HTML.
      const Tag = `h${node.attrs?.level}` as 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
      return <Tag>{below(node)}</Tag>;
    }
    case 'bulletList':
      return <ul>{below(node)}</ul>;
    case 'orderedList':
      return <ol start={Number(node.attrs?.order ?? 1)}>{below(node)}</ol>;
    case 'listItem':
      return <li>{below(node)}</li>;
    case 'blockquote':
      return <blockquote>{below(node)}</blockquote>;
    case 'rule':
      return <hr />;
    case 'codeBlock':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre className="uikit-block" tabIndex={0}>
          <code>{below(node)}</code>
        </pre>
      );
    case 'panel': {
      const kind = String(node.attrs?.panelType);
      return (
        <div className="uikit-panel" data-kind={kind}>
          <span className="sign" role="img" aria-label={`${kind} panel`}>
            {panelSigns[kind] ?? 'i'}
          </span>
          <div>{below(node)}</div>
        </div>
      );
    }
    case 'table':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="uikit-table" aria-label="Table" tabIndex={0}>
          <table>
            <tbody>{below(node)}</tbody>
          </table>
        </section>
      );
    case 'tableRow':
      return <tr>{below(node)}</tr>;
    case 'tableHeader':
      return <th scope="col">{below(node)}</th>;
    case 'tableCell':
      return <td>{below(node)}</td>;
    default: {
      const message = `This host does not render the node ${node.type} of a document.`;
      console.error(message);
      return <p role="alert">{message}</p>;
    }
  }
}

function Marked({ node }: { node: AdfNode }) {
  return <>{(node.marks ?? []).reduceRight<ReactNode>((inner, mark) => marked(mark, inner), node.text)}</>;
}

function marked({ type, attrs }: { type: string; attrs?: Record<string, unknown> }, inner: ReactNode): ReactNode {
  if (type === 'strong') return <strong>{inner}</strong>;
  if (type === 'em') return <em>{inner}</em>;
  if (type === 'strike') return <s>{inner}</s>;
  if (type === 'code') return <code className="uikit-code">{inner}</code>;
  if (type === 'subsup') return attrs?.type === 'sub' ? <sub>{inner}</sub> : <sup>{inner}</sup>;
  // Whoever follows it leaves the dialog where it is.
  if (type === 'link')
    return (
      <a href={String(attrs?.href)} target="_blank" rel="noreferrer">
        {inner}
      </a>
    );
  return inner;
}
