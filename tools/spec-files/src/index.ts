export * from './names-operation.ts';
export * from './read-spec.ts';
