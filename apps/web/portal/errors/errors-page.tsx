import { useState } from 'react';
import type { PortalData, PortalOperation } from '#libs/portal-data';
import { referenceUrl } from '../parts/operation-link.tsx';
import { PageTitle } from '../parts/page-title.tsx';

/** The catalogue of errors: each code with its status, and the operations that return it. */
export function ErrorsPage({ data }: { readonly data: PortalData }) {
  const [search, setSearch] = useState('');
  const words = search.toLowerCase();
  const found = data.problems.filter(({ code, title }) => `${code} ${title}`.toLowerCase().includes(words));
  return (
    <>
      <PageTitle>Errors</PageTitle>
      <p className="lead">
        Every error is <code>application/problem+json</code>. Branch on <code>code</code>; titles and details
        may change. <code>request_id</code> finds the log lines.
      </p>
      <p className="toolbar">
        <label>
          Find a code{' '}
          <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </label>
      </p>
      <div className="scroll panel errors">
        <table>
          <thead>
            <tr>
              <th scope="col">Status</th>
              <th scope="col">Code</th>
              <th scope="col">Title</th>
              <th scope="col">Returned by</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ code, status, title, operations }) => (
              <tr key={code}>
                <td>{status}</td>
                <td>
                  <code>{code}</code>
                </td>
                <td>{title}</td>
                <td>
                  {operations.length === 0
                    ? 'every operation'
                    : data.operations
                        .filter(({ service, id }) => operations.includes(`${service}.${id}`))
                        .map(tagOf)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {found.length === 0 && <p>No code contains “{search}”.</p>}
      </div>
    </>
  );
}

/** The API reference has only operations that callers outside can reach. */
function tagOf({ service, id, isExposed }: PortalOperation) {
  const name = `${service}.${id}`;
  return isExposed ? (
    <a className="tag" key={name} href={referenceUrl(service, id)}>
      {name}
    </a>
  ) : (
    <span className="tag" key={name}>
      {name}
    </span>
  );
}
