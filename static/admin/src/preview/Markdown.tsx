import type { Blockquote, Heading, Nodes, Root, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { createContext, Fragment, type ReactNode, useContext, useId, useMemo } from 'react';
import { Link } from '../parts/Link';
import { alertOf, alertTitles } from './alerts';
import { withTags } from './tags';

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;
/** The file's own heading is an h3. */
const FIRST_LEVEL = 4;
const LAST_LEVEL = 6;

/** The text that the nodes' positions are in. */
const Source = createContext('');

/** Markdown as React elements. No HTML is put into the page: what is HTML in the text is shown as text. */
export function Markdown({ text }: { text: string }) {
  const { front, body, tree } = useMemo(() => {
    const matter = FRONT_MATTER.exec(text);
    const body = matter ? text.slice(matter[0].length) : text;
    return {
      front: matter?.[1] ?? null,
      body,
      tree: withLevels(fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })),
    };
  }, [text]);
  return (
    <div className="markdown">
      {front !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre className="code front-matter" tabIndex={0}>
          {front}
        </pre>
      )}
      <Source.Provider value={body}>{below(tree)}</Source.Provider>
    </div>
  );
}

/** Headings by how deep they are nested, since a part of a document may begin with a level of its own or leave one out. */
function withLevels(tree: Root): Root {
  const above: number[] = [];
  const level = (depth: number): number => {
    while ((above.at(-1) ?? 0) >= depth) above.pop();
    above.push(depth);
    return Math.min(LAST_LEVEL, FIRST_LEVEL + above.length - 1);
  };
  return {
    ...tree,
    // The levels are those of HTML, of which Markdown has the same six.
    children: tree.children.map((node) => (node.type === 'heading' ? { ...node, depth: level(node.depth) as Heading['depth'] } : node)),
  };
}

function below(parent: { children: Nodes[] }): ReactNode[] {
  return withTags(parent.children).map((node, index) => {
    const shown = 'tag' in node ? <node.tag>{below(node)}</node.tag> : show(node);
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is parsed as a whole, and its nodes have no ids
    return <Fragment key={index}>{shown}</Fragment>;
  });
}

function show(node: Nodes): ReactNode {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'html':
      return <code>{node.value}</code>;
    case 'paragraph':
      return <p>{below(node)}</p>;
    case 'heading': {
      // The levels that `withLevels` gives.
      const Tag = `h${node.depth}` as 'h4' | 'h5' | 'h6';
      return <Tag>{below(node)}</Tag>;
    }
    case 'emphasis':
      return <em>{below(node)}</em>;
    case 'strong':
      return <strong>{below(node)}</strong>;
    case 'delete':
      return <del>{below(node)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'blockquote':
      return <Quote quote={node} />;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{below(node)}</ol> : <ul>{below(node)}</ul>;
    case 'listItem':
      return (
        <li>
          {typeof node.checked === 'boolean' && <span>{node.checked ? '☑ ' : '☐ '}</span>}
          {below(node)}
        </li>
      );
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre className="code" tabIndex={0}>
          {node.value}
        </pre>
      );
    case 'link':
      return isAddress(node.url) ? <Link href={node.url}>{below(node)}</Link> : <span>{below(node)}</span>;
    case 'image':
      // Nothing is loaded from elsewhere: the policy would refuse it, and the repository holds no pictures.
      return <span className="mark">Image: {node.alt || node.url}</span>;
    case 'table':
      return <MarkdownTable table={node} />;
    case 'footnoteReference':
      return <sup>{node.label ?? node.identifier}</sup>;
    case 'footnoteDefinition':
      return (
        <div>
          <sup>{node.label ?? node.identifier}</sup> {below(node)}
        </div>
      );
    default:
      return 'children' in node ? below(node) : null;
  }
}

/** A quote, or an alert: told from others by its colour, its title and its name. */
function Quote({ quote }: { quote: Blockquote }) {
  const alert = alertOf(quote, useContext(Source));
  const id = useId();
  if (!alert) return <blockquote>{below(quote)}</blockquote>;
  return (
    <div role="note" className={`alert alert-${alert.kind}`} aria-labelledby={id}>
      <p id={id} className="alert-title">
        {alertTitles[alert.kind]}
      </p>
      {below(alert)}
    </div>
  );
}

const isAddress = (url: string): boolean => /^(https?:|mailto:|\/)/i.test(url);

function MarkdownTable({ table }: { table: Table }) {
  const [head, ...rows] = table.children;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="table-scroll" tabIndex={0} aria-label="Table">
      <table className="markdown-table">
        <thead>
          <tr>
            {head?.children.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no ids
              <th key={index} scope="col">
                {below(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no ids
            <tr key={at}>
              {row.children.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no ids
                <td key={index}>{below(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
