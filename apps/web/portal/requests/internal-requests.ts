import type { PortalOperation } from '#libs/portal-data';

type Served = Pick<PortalOperation, 'method' | 'path' | 'isExposed'>;
type Request = Pick<Served, 'method' | 'path'>;

/** Only services and machines can call an internal operation. */
export function isInternal({ method, path }: Request, operations: readonly Served[]): boolean {
  const served = operations.filter((operation) => operation.method === method && fits(operation.path, path));
  return served.length > 0 && served.every(({ isExposed }) => !isExposed);
}

function fits(template: string, path: string): boolean {
  const [parts, given] = [template, path.split('?')[0] ?? ''].map((text) => text.split('/'));
  return (
    parts !== undefined &&
    parts.length === given?.length &&
    parts.every((part, index) => part.startsWith('{') || part === given[index])
  );
}
