export { documentFile } from './documents/document-file.ts';
