export * from './embedded-metrics.ts';
export * from './emf-writer.ts';
export * from './metrics.ts';
export * from './telemetry.module.ts';
