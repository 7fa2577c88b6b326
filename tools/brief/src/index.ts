export * from './brief.ts';
export * from './design.ts';
export * from './design-problem.ts';
export * from './questions.ts';
export * from './read-brief.ts';
export * from './value-type.ts';
export * from './words.ts';
