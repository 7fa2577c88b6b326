/** Relative to the workspace's root. */
export function documentPath(service: string): string {
  return `libs/contracts/${service}/openapi.yaml`;
}

/** Matches the committed documents. Relative to the workspace's root. */
export const OPENAPI_DOCUMENTS = documentPath('*');
