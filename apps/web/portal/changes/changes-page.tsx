import type { CommitChanges, ContractChange, Deprecation, PortalData } from '#libs/portal-data';
import { Notice } from '../parts/notice.tsx';
import { PageTitle } from '../parts/page-title.tsx';

const SHORT = 9;
/** The number of changes that the page shows for a commit before the reader asks for more. */
const SHOWN = 8;
const date = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short' });

/** Shows the contract changes of each commit, and the parts that have a sunset date. */
export function ChangesPage({ data }: { readonly data: PortalData }) {
  const { commits, isCut } = data.changes;
  const hasHistory = data.source.commit !== null;
  return (
    <>
      <PageTitle>Changes</PageTitle>
      <section className="panel">
        <h2>Deprecated</h2>
        <Deprecations deprecations={data.deprecations} />
      </section>
      {commits.map((commit) => (
        <Commit key={commit.commit} commit={commit} repository={data.source.repository} />
      ))}
      {!hasHistory && (
        <Notice title="No history here">
          Changes come from the Git history, which an image does not have. Run npm start in a clone to see
          them.
        </Notice>
      )}
      {hasHistory && commits.length === 0 && <p>No commit of this clone changed a contract.</p>}
      {hasHistory && isCut && <p className="quiet">Older changes are left out.</p>}
    </>
  );
}

function Deprecations({ deprecations }: { readonly deprecations: readonly Deprecation[] }) {
  if (deprecations.length === 0) return <p>Nothing is deprecated.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">What</th>
            <th scope="col">Since</th>
            <th scope="col">May disappear on</th>
          </tr>
        </thead>
        <tbody>
          {deprecations.map(({ service, name, kind, since, sunset }) => (
            <tr key={`${service} ${name}`}>
              <td>{service}</td>
              <td>
                {kind} <code>{name}</code>
              </td>
              <td>{since ?? 'not said'}</td>
              <td>{sunset ?? 'no date yet'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CommitProps {
  readonly commit: CommitChanges;
  readonly repository: string | null;
}

function Commit({ commit, repository }: CommitProps) {
  const { subject, changes, wordings } = commit;
  const breaking = changes.filter((change) => change.breaking).length;
  const id = commit.commit.slice(0, SHORT);
  return (
    <section className="panel">
      <h2>{subject}</h2>
      <p className="quiet">
        <time dateTime={commit.date}>{date.format(new Date(commit.date))}</time>,{' '}
        {repository === null ? (
          <code>{id}</code>
        ) : (
          <a href={`https://github.com/${repository}/commit/${commit.commit}`}>{id}</a>
        )}
        {breaking > 0 && <span className="badge bad">{breaking} breaking</span>}
      </p>
      <Changes changes={changes.slice(0, SHOWN)} />
      {changes.length > SHOWN && (
        <details>
          <summary>{changes.length - SHOWN} more</summary>
          <Changes changes={changes.slice(SHOWN)} />
        </details>
      )}
      {wordings > 0 && (
        <p className="quiet">
          {wordings} {wordings === 1 ? 'description was' : 'descriptions were'} reworded.
        </p>
      )}
    </section>
  );
}

function Changes({ changes }: { readonly changes: readonly ContractChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul className="changes">
      {changes.map(({ service, operations, breaking, message, remedy, affects }) => (
        <li key={`${service} ${operations.join()} ${message}`}>
          <p>
            {breaking && <span className="badge bad">breaking</span>}
            <span className="tag">{service}</span> {sentenceOf(message, operations)}
            {remedy !== undefined && ` Instead, ${remedy}.`}
          </p>
          <p className="codes">
            {operations.map((operation) => (
              <code key={operation}>{operation}</code>
            ))}
          </p>
          <p className="quiet">Affects {affects.join('; ')}.</p>
        </li>
      ))}
    </ul>
  );
}

/** A message names one operation, even if several operations changed in the same way. */
function sentenceOf(message: string, operations: readonly string[]): string {
  const sentence =
    operations.length > 1 ? message.replace(/^The operation was/, 'The operations were') : message;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
