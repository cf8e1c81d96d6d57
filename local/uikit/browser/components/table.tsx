import { type DocProps, Docs } from '../Docs';
import { type ForgeDoc, flagProp, textOf, textProp } from '../forgeDoc';

/** UI Kit turns `head` and `rows` into elements, so that what is in the cells is reconciled: ContentWrapper > (Row >) Cell. */
const part = (doc: ForgeDoc, name: string): ForgeDoc[] =>
  doc.children.find((child) => child.type === 'ContentWrapper' && child.props.name === name)?.children ?? [];

export function DynamicTable({ doc }: DocProps) {
  const caption = textProp(doc, 'caption');
  return (
    <div className="uikit-table">
      <table>
        {caption === undefined ? null : <caption>{caption}</caption>}
        <thead>
          <tr>
            {part(doc, 'head').map((cell) => (
              <th key={cell.key} scope="col">
                {textOf(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {part(doc, 'rows').map((row) => (
            <tr key={row.key} data-highlighted={flagProp(row, 'isHighlighted')}>
              {row.children.map((cell) => (
                <td key={cell.key}>
                  <Docs of={cell.children} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
