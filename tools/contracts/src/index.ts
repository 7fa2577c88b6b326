export { CLIENT_TYPES, renderClientTypes } from './client-types/render-client-types.ts';
export { OPENAPI_DOCUMENTS } from './documents/document-path.ts';
export { renderDocuments } from './documents/render-documents.ts';
