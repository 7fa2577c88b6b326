import type { PortalOperation } from '#libs/portal-data';
import { REFERENCE } from './portal-head.tsx';

export function referenceUrl(service: string, id: string): string {
  return `${REFERENCE}#tag/${service}/${id}`;
}

/** The name is a link only if external callers can reach the operation. */
export function OperationLink({ operation }: { readonly operation: PortalOperation }) {
  const { service, id, method, path, isExposed } = operation;
  const route = (
    <>
      <span className={`method ${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
    </>
  );
  return isExposed ? (
    <a className="route" href={referenceUrl(service, id)}>
      {route}
    </a>
  ) : (
    <span className="route">{route}</span>
  );
}
