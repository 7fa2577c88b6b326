export type { Evidence } from './evidence.ts';
export { recordEvidence } from './record-evidence.ts';
export { type Outcome, type SpecRun, readSpecRuns } from './read-spec-runs.ts';
