/** The path of a service's document, relative to the workspace's root. */
export function documentPath(service: string): string {
  return `libs/contracts/${service}/openapi.yaml`;
}

/** Pattern of the committed documents, relative to the workspace's root. */
export const OPENAPI_DOCUMENTS = documentPath('*');
