export { CLIENT_TYPES, renderClientTypes } from './client-types/render-client-types.ts';
export { OPENAPI_DOCUMENTS } from './documents/document-path.ts';
export { renderDocuments } from './documents/render-documents.ts';
export { publicDocument } from './documents/public-document.ts';
export { type ContractHistory, contractHistory } from './history/contract-history.ts';
export { checkChange } from './breaking-changes/check-change.ts';
export { findBase } from './breaking-changes/find-base.ts';
export { runGit } from './breaking-changes/run-git.ts';
