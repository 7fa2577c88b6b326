export * from './compare-documents.ts';
