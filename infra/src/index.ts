export { type Probe, findProbe } from './monitoring/find-probe.ts';
export * from './naming.ts';
export * from './parameter-names.ts';
export { type Settings, parseSettings } from './settings.ts';
export { type StageName, stages } from './stages.ts';
