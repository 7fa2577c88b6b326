import { accountContract } from '#contracts/account';
import type { ServiceDefinition } from '#libs/service-kit';
import manifest from '../service.json' with { type: 'json' };
import { schema } from './schema.ts';
import { seed } from './seed/seed.ts';

export const service: ServiceDefinition = {
  manifest,
  contract: accountContract,
  module: async () => (await import('./app.module.ts')).AppModule,
  schema,
  seed,
};
