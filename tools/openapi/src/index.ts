export { documentFile } from './document-file.ts';
