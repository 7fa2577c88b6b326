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
  /** Loads the app's module. Commands such as migrations don't call this function, so the module is not loaded. */
  readonly module: () => Promise<Type>;
  readonly schema?: DatabaseSchema;
  /** Required for a service with pages. */
  readonly errorPage?: RenderErrorPage;
  /** Must be idempotent: a second call changes nothing. */
  readonly seed?: (context: SeedContext) => Promise<void>;
}
