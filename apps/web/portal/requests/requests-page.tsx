import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { PortalData } from '#libs/portal-data';
import type { RequestTrace } from '#libs/request-logs';
import { Notice } from '../parts/notice.tsx';
import { fetchJson, useAbilities } from '../portal-data.ts';
import { isInternal } from './internal-requests.ts';
import { PageTitle } from '../parts/page-title.tsx';

const time = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' });

/** The last requests of the local stack, each with its lines of all services. */
export function RequestsPage({ operations }: Pick<PortalData, 'operations'>) {
  const [search, setSearch] = useState('');
  const [hasInternal, setHasInternal] = useState(false);
  const isListed = useAbilities()?.listsRequests === true;
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['requests'],
    queryFn: () => fetchJson<RequestTrace[]>('/portal/api/requests'),
    enabled: isListed,
    staleTime: 0,
  });
  const found = data?.filter(
    ({ requestId, entry }) =>
      `${requestId} ${entry?.ended?.path ?? ''}`.includes(search.trim()) &&
      (hasInternal || !entry?.ended || !isInternal(entry.ended, operations)),
  );
  return (
    <>
      <PageTitle>Requests</PageTitle>
      {!isListed && (
        <Notice title="No requests here">
          Only npm start lists the last requests. The mock, docker compose and a copy of this page have no
          logs to read.
        </Notice>
      )}
      {error && <Notice title="The logs can't be read">{error.message}</Notice>}
      {isListed && (
        <div className="toolbar">
          <label>
            Path or request id
            <input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </label>
          <label className="checkbox">
            <input
              type="checkbox"
              checked={hasInternal}
              onChange={(event) => setHasInternal(event.target.checked)}
            />
            Calls between services, too
          </label>
          <button type="button" onClick={() => void refetch()} disabled={isFetching}>
            Read again
          </button>
        </div>
      )}
      {found?.length === 0 && (
        <p>
          {search ? 'None of the last requests fits.' : 'There are no requests yet. Open the phone screen.'}
        </p>
      )}
      {found?.map((trace) => (
        <Request key={trace.requestId} trace={trace} />
      ))}
    </>
  );
}

function Request({ trace }: { readonly trace: RequestTrace }) {
  const { requestId, startedAt, durationMs, entry, lines } = trace;
  const ended = entry?.ended;
  return (
    <details className="panel request">
      <summary>
        <time>{time.format(startedAt)}</time>
        <span className={`badge ${ended && ended.status < 400 ? 'good' : 'bad'}`}>
          {ended?.status ?? 'open'}
        </span>
        <code>{ended ? `${ended.method} ${ended.path}` : requestId}</code>
        <span className="quiet">{Math.round(durationMs)} ms</span>
      </summary>
      <p className="quiet">
        Request id <code>{requestId}</code>
      </p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">After</th>
              <th scope="col">Service</th>
              <th scope="col">Level</th>
              <th scope="col">Line</th>
              <th scope="col">Took</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={index}>
                <td>{line.at - startedAt} ms</td>
                <td>{line.service}</td>
                <td>{line.level}</td>
                <td>
                  {line.ended
                    ? `${line.ended.method} ${line.ended.path} → ${line.ended.status}`
                    : line.message}
                </td>
                <td>{line.ended && `${Math.round(line.ended.durationMs)} ms`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
