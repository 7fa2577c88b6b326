import { customerContract } from '#contracts/customer';
import type { ServiceDefinition } from '#libs/service-kit';
import manifest from '../service.json' with { type: 'json' };
import { errorPage } from './pages/error-page.ts';
import { schema } from './schema.ts';

export const service: ServiceDefinition = {
  manifest,
  contract: customerContract,
  module: async () => (await import('./app.module.ts')).AppModule,
  schema,
  errorPage,
};
