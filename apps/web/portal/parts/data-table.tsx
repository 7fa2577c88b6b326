import type { ReactNode } from 'react';
import './data-table.css';

interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** The column is only as wide as its content. Cells don't wrap. */
  readonly isShort?: boolean;
}

interface Props<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => string | number;
  readonly caption?: string;
}

/**
 * In a narrow place, each row becomes a block and each cell shows its title. If CSS changes the layout of a table,
 * browsers ignore the roles of its elements. So the table's elements declare their roles.
 */
export function DataTable<Row>({ columns, rows, keyOf, caption }: Props<Row>) {
  return (
    <div className="table-place">
      <table role="table" className="data-table">
        {caption !== undefined && <caption>{caption}</caption>}
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ title }) => (
              <th key={title} role="columnheader" scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)} role="row">
              {columns.map(({ title, cell, isShort }) => (
                <td key={title} role="cell" data-title={title} className={isShort ? 'short' : undefined}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
