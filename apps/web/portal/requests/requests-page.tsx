import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { PortalData } from '#libs/portal-data';
import type { RequestTrace } from '#libs/request-logs';
import { DataTable } from '../parts/data-table.tsx';
import { Notice } from '../parts/notice.tsx';
import { fetchJson, useAbilities } from '../portal-data.ts';
import { isInternal } from './internal-requests.ts';
import { PageTitle } from '../parts/page-title.tsx';

const time = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium' });

export function RequestsPage({ operations }: Pick<PortalData, 'operations'>) {
  const [search, setSearch] = useState('');
  const [hasInternal, setHasInternal] = useState(false);
  const { data: abilities, isPending } = useAbilities();
  const isListed = abilities?.listsRequests === true;
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
      {!isListed && !isPending && (
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
      {isListed && !data && !error && <p role="status">Reading the logs …</p>}
      {found?.length === 0 && (
        <p className="empty">
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
        <span className={`badge ${ended ? toneOf(ended.status) : ''}`}>{ended?.status ?? 'open'}</span>
        <code>{ended ? `${ended.method} ${ended.path}` : requestId}</code>
        <span className="quiet">{Math.round(durationMs)} ms</span>
      </summary>
      <p className="quiet">
        Request id <code>{requestId}</code>
      </p>
      <DataTable
        columns={[
          {
            title: 'After',
            cell: ({ at }) => `${at - startedAt} ms`,
            isShort: true,
          },
          { title: 'Service', cell: ({ service }) => service, isShort: true },
          {
            title: 'Level',
            cell: ({ level }) => <Level level={level} />,
            isShort: true,
          },
          { title: 'Line', cell: (line) => <code>{textOf(line)}</code> },
          {
            title: 'Took',
            cell: (line) => line.ended && `${Math.round(line.ended.durationMs)} ms`,
            isShort: true,
          },
        ]}
        rows={lines}
        keyOf={(_, index) => index}
      />
    </details>
  );
}

function Level({ level }: { readonly level: string }) {
  const tone = LEVEL_TONES[level];
  return tone === undefined ? level : <span className={`tag ${tone}`}>{level}</span>;
}

const LEVEL_TONES: Readonly<Record<string, string>> = {
  warn: 'warning',
  error: 'bad',
  fatal: 'bad',
};

function textOf({ ended, message }: RequestTrace['lines'][number]): string {
  return ended ? `${ended.method} ${ended.path} → ${ended.status}` : message;
}

/** A caller can correct a request with status 4xx. A 5xx is a fault of the platform. */
function toneOf(status: number): string {
  return status < 400 ? 'good' : status < 500 ? 'warning' : 'bad';
}
