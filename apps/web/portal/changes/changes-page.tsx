import { Fragment, useState } from 'react';
import { useLocation } from 'wouter';
import type {
  ChangedContract,
  CommitChanges,
  ContractChange,
  Deprecation,
  PortalData,
} from '#libs/portal-data';
import { DataTable } from '../parts/data-table.tsx';
import { Notice } from '../parts/notice.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { selectChanges } from './select-changes.ts';

const SHORT = 9;
/** The page shows this number of changes per contract of a commit, until the reader asks for more. */
const SHOWN = 4;
const date = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' });

interface Props {
  readonly data: PortalData;
  readonly service: string | undefined;
}

export function ChangesPage({ data, service }: Props) {
  const [, navigate] = useLocation();
  const [isBreakingOnly, setBreakingOnly] = useState(false);
  const { commits, isCut } = data.changes;
  const shown = selectChanges(commits, { service, isBreakingOnly });
  const hasHistory = data.source.commit !== null;
  return (
    <>
      <PageTitle>Changes</PageTitle>
      <div className="toolbar">
        <label>
          Contract
          <select
            value={service ?? ''}
            onChange={({ target }) => navigate(target.value ? `/changes/${target.value}` : '/changes')}
          >
            <option value="">all contracts</option>
            {data.services.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label className="checkbox">
          <input
            type="checkbox"
            checked={isBreakingOnly}
            onChange={({ target }) => setBreakingOnly(target.checked)}
          />
          Breaking changes only
        </label>
      </div>
      <section className="panel">
        <h2>Deprecated</h2>
        <Deprecations
          deprecations={data.deprecations.filter((each) => service === undefined || each.service === service)}
        />
      </section>
      {shown.map((commit) => (
        <Commit key={commit.commit} commit={commit} repository={data.source.repository} />
      ))}
      {!hasHistory && (
        <Notice title="No history here">
          Changes come from the Git history, which an image does not have. Run npm start in a clone to see
          them.
        </Notice>
      )}
      {hasHistory && shown.length === 0 && (
        <p className="empty">
          {commits.length === 0
            ? 'No commit of this clone changed a contract.'
            : 'None of these commits fits.'}
        </p>
      )}
      {hasHistory && isCut && (
        <p className="quiet">
          These are the last {commits.length} commits that changed a contract. Older ones are left out.
        </p>
      )}
    </>
  );
}

function Deprecations({ deprecations }: { readonly deprecations: readonly Deprecation[] }) {
  if (deprecations.length === 0) return <p>Nothing is deprecated.</p>;
  return (
    <DataTable
      columns={[
        { title: 'Service', cell: ({ service }) => service, isShort: true },
        {
          title: 'What',
          cell: ({ kind, name }) => (
            <>
              {kind} <code>{name}</code>
            </>
          ),
        },
        {
          title: 'Since',
          cell: ({ since }) => since ?? 'not said',
          isShort: true,
        },
        {
          title: 'May disappear on',
          cell: ({ sunset }) => sunset ?? 'no date yet',
          isShort: true,
        },
      ]}
      rows={deprecations}
      keyOf={({ service, name }) => `${service} ${name}`}
    />
  );
}

interface CommitProps {
  readonly commit: CommitChanges;
  readonly repository: string | null;
}

function Commit({ commit, repository }: CommitProps) {
  const { subject, contracts, wordings } = commit;
  const breaking = contracts.flatMap(({ changes }) => changes).filter((change) => change.breaking).length;
  const id = commit.commit.slice(0, SHORT);
  return (
    <section className="panel commit">
      <h2>{subject}</h2>
      <p className="quiet">
        <time dateTime={commit.date}>{date.format(new Date(commit.date))}</time>,{' '}
        {repository === null ? (
          <code>{id}</code>
        ) : (
          <a href={`https://github.com/${repository}/commit/${commit.commit}`}>{id}</a>
        )}
        {wordings > 0 && `, ${wordings} ${wordings === 1 ? 'description was' : 'descriptions were'} reworded`}
        {breaking > 0 && <span className="badge bad">{breaking} breaking</span>}
      </p>
      {contracts.map((contract) => (
        <Contract key={contract.service} {...contract} />
      ))}
    </section>
  );
}

function Contract({ service, changes, affects }: ChangedContract) {
  return (
    <section className="contract">
      <h3 className="tag">{service}</h3>
      <Changes changes={changes.slice(0, SHOWN)} />
      {changes.length > SHOWN && (
        <details>
          <summary>{changes.length - SHOWN} more</summary>
          <Changes changes={changes.slice(SHOWN)} />
        </details>
      )}
      <p className="quiet">Affects {affects.join('; ')}.</p>
    </section>
  );
}

function Changes({ changes }: { readonly changes: readonly ContractChange[] }) {
  return (
    <ul className="changes">
      {changes.map(({ operations, breaking, messages, remedy }) => (
        <li key={`${operations.join()} ${messages.join()}`}>
          <p className="codes">
            {breaking && <span className="badge bad">breaking</span>}
            {operations.map((operation) => (
              <code key={operation}>{operation}</code>
            ))}
          </p>
          <p>
            {messages.map((message) => (
              <Fragment key={message}>{sentenceOf(message, operations)} </Fragment>
            ))}
            {remedy !== undefined && `Instead, ${remedy}.`}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Several operations can have the same change, but the message of a change names only one operation. */
function sentenceOf(message: string, operations: readonly string[]): string {
  const sentence =
    operations.length > 1 ? message.replace(/^The operation was/, 'The operations were') : message;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
