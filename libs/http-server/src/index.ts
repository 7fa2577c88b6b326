export * from './bounded-server.ts';
export * from './connection-limits.ts';
export * from './entity-tag.ts';
export * from './head-fault.ts';
export * from './secure-server.ts';
export * from './utf8-form.ts';
