import type { Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Contract } from '#contracts/vocabulary';
import type { DatabaseSchema } from '#libs/database';
import type { ServiceConfig } from '#libs/configuration';
import type { RenderErrorPage } from './error-pages.ts';

export interface SeedContext {
  readonly config: ServiceConfig;
  readonly dataSource: DataSource;
  /** The day of seeding, YYYY-MM-DD. All dates in the seed data are relative to this day. */
  readonly today: string;
}

export interface ServiceDefinition {
  readonly manifest: unknown;
  readonly contract: Contract;
  /** Loads the app's module. Migrations start without the module, because they don't call this function. */
  readonly module: () => Promise<Type>;
  readonly schema?: DatabaseSchema;
  /** Required for a service with pages. */
  readonly errorPage?: RenderErrorPage;
  /** A second call must change nothing. */
  readonly seed?: (context: SeedContext) => Promise<void>;
}
