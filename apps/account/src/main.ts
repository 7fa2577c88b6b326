import { startTracing } from '#libs/tracing';
import manifest from '../service.json' with { type: 'json' };

const tracing = await startTracing(manifest.name, process.env);
// Imported after tracing starts, because only modules loaded from then on are traced.
const { runService } = await import('#libs/service-kit');
const { service } = await import('./service.ts');
await runService(service, tracing);
