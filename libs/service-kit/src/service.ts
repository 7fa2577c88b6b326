import type { Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Contract } from '#contracts/vocabulary';
import type { DatabaseSchema } from '#libs/database';
import type { ServiceConfig } from '#libs/configuration';
import type { RenderErrorPage } from './error-pages.ts';

export interface SeedContext {
  readonly config: ServiceConfig;
  readonly dataSource: DataSource;
  /** The day of seeding, YYYY-MM-DD. Every date in the seed data is an offset from it. */
  readonly today: string;
}

/** The definition of a service. */
export interface ServiceDefinition {
  /** The content of its service.json. */
  readonly manifest: unknown;
  readonly contract: Contract;
  /** Loads the app's module. Only a process that serves requests calls it, so that migrations start without it. */
  readonly module: () => Promise<Type>;
  readonly schema?: DatabaseSchema;
  /** Renders errors for people. A service with pages needs it. */
  readonly errorPage?: RenderErrorPage;
  /** Writes the seed data. Running it again changes nothing. */
  readonly seed?: (context: SeedContext) => Promise<void>;
}
