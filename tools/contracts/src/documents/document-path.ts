/** Relative to the workspace's root. */
export function documentPath(service: string): string {
  return `libs/contracts/${service}/openapi.yaml`;
}

export const OPENAPI_DOCUMENTS = documentPath('*');
