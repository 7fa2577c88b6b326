import type { ReactNode } from 'react';
import { ApiProblem } from '#libs/api-client';

interface UnavailableProps {
  /** The message begins with these words, such as "Your card". */
  readonly what: string;
  readonly onRetry: () => void;
  readonly error?: unknown;
}

/** Replaces a section that is unavailable. The app also tries again automatically. */
export function Unavailable({ what, onRetry, error }: UnavailableProps) {
  const requestId = error instanceof ApiProblem ? error.requestId : undefined;
  return (
    <div className="unavailable" role="status">
      <p>
        {what} can&rsquo;t be shown right now.
        {error instanceof ApiProblem && error.code === 'UNREACHABLE' && ' Check your connection.'}
      </p>
      <button type="button" className="text-button" onClick={onRetry}>
        Try again
      </button>
      {requestId !== undefined && <p className="reference">Reference {requestId}</p>}
    </div>
  );
}

export function Failure({ children }: { readonly children: ReactNode }) {
  return (
    <main>
      <div className="whole" role="alert">
        <h1>{children}</h1>
        <button type="button" className="text-button" onClick={() => location.reload()}>
          Reload the page
        </button>
      </div>
    </main>
  );
}

export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

export function Loading({ what, lines = 3 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div className="loading" role="status">
      <span className="visually-hidden">Loading {what}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" />
      ))}
    </div>
  );
}

export function Badge({ tone, children }: { readonly tone: string; readonly children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
