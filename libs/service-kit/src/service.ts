import type { Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Contract } from '#contracts/vocabulary';
import type { DatabaseSchema } from '#libs/database';
import type { ServiceConfig } from '#libs/configuration';
import type { RenderErrorPage } from './error-pages.ts';

export interface SeedContext {
  readonly config: ServiceConfig;
  readonly dataSource: DataSource;
  /** The day of seeding, YYYY-MM-DD; every date of the seed data is an offset from it. */
  readonly today: string;
}

/** Everything that the kit needs to know of a service. */
export interface ServiceDefinition {
  /** The content of its service.json. */
  readonly manifest: unknown;
  readonly contract: Contract;
  /** Loaded only when the service is served, so that a migration starts without it. */
  readonly module: () => Promise<Type>;
  readonly schema?: DatabaseSchema;
  /** Shows people what went wrong; a service whose operations have pages needs it. */
  readonly errorPage?: RenderErrorPage;
  /** Writes the test data; running it again changes nothing. */
  readonly seed?: (context: SeedContext) => Promise<void>;
}
