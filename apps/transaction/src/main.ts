import { startTracing } from '#libs/tracing';
import manifest from '../service.json' with { type: 'json' };

void startTracing(manifest.name, process.env).then(async (tracing) => {
  const { runService } = await import('#libs/service-kit');
  const { service } = await import('./service.ts');
  await runService(service, tracing);
});
