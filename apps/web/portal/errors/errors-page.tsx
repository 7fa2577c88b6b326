import { useState } from 'react';
import type { PortalData, PortalOperation, PortalProblem } from '#libs/portal-data';
import { DataTable } from '../parts/data-table.tsx';
import { referenceUrl } from '../parts/operation-link.tsx';
import { PageTitle } from '../parts/page-title.tsx';

/** The page shows this number of operations per code, until the reader asks for more. */
const SHOWN = 4;

export function ErrorsPage({ data }: { readonly data: PortalData }) {
  const [search, setSearch] = useState('');
  const words = search.trim().toLowerCase();
  const found = data.problems.filter(({ code, title, status }) =>
    `${code} ${title} ${status}`.toLowerCase().includes(words),
  );
  return (
    <>
      <PageTitle>Errors</PageTitle>
      <p className="lead">
        Every error is <code>application/problem+json</code>. Branch on <code>code</code>; titles and details
        may change. <code>request_id</code> finds the log lines.
      </p>
      <p className="toolbar">
        <label>
          Find a code, a status or a word{' '}
          <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </label>
      </p>
      <section className="panel" aria-label="Codes">
        {found.length === 0 ? (
          <p className="empty">No error contains “{search.trim()}”.</p>
        ) : (
          <DataTable
            columns={[
              { title: 'Status', cell: ({ status }) => status, isShort: true },
              {
                title: 'Code',
                cell: ({ code }) => <code>{code}</code>,
                isShort: true,
              },
              { title: 'Meaning', cell: ({ title }) => title },
              {
                title: 'Returned by',
                cell: (problem) => <ReturnedBy problem={problem} data={data} />,
              },
            ]}
            rows={found}
            keyOf={({ code }) => code}
          />
        )}
      </section>
    </>
  );
}

interface ReturnedByProps {
  readonly problem: PortalProblem;
  readonly data: PortalData;
}

function ReturnedBy({ problem, data }: ReturnedByProps) {
  if (problem.operations.length === 0) return 'every operation';
  const names = new Set(problem.operations);
  const operations = data.operations.filter(({ service, id }) => names.has(`${service}.${id}`));
  const rest = operations.slice(SHOWN);
  return (
    <>
      {operations.slice(0, SHOWN).map(tagOf)}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more</summary>
          {rest.map(tagOf)}
        </details>
      )}
    </>
  );
}

/** The API reference has only operations that external callers can reach. */
function tagOf({ service, id, isExposed }: PortalOperation) {
  const key = `${service}.${id}`;
  const name = (
    <>
      {service}.<wbr />
      {id}
    </>
  );
  return isExposed ? (
    <a className="tag" key={key} href={referenceUrl(service, id)}>
      {name}
    </a>
  ) : (
    <span className="tag" key={key}>
      {name}
    </span>
  );
}
