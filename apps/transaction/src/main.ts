import { startTracing } from '#libs/tracing';
import manifest from '../service.json' with { type: 'json' };

const tracing = await startTracing(manifest.name, process.env);
// Tracing must start before the service is loaded, because only modules that load later are traced.
const { runService } = await import('#libs/service-kit');
const { service } = await import('./service.ts');
await runService(service, tracing);
