import { type DynamicModule, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PinoLogger } from '#libs/logging';
import { ServiceConfig } from '#libs/configuration';
import { Readiness } from '#libs/runtime';
import { Metrics } from '#libs/telemetry';
import { connect } from './connect.ts';
import { type DatabaseSchema, createDataSource, servingWaits } from './data-source.ts';
import { ExpensiveQueries } from './expensive-queries.ts';
import { isMigrated } from './migrate.ts';
import { PageReader } from './page-reader.ts';
import { poolOf } from './pool.ts';

@Injectable()
class DatabaseShutdown implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** One pool per process, open from boot to shutdown. The service is not ready until all migrations have run. */
@Module({})
export class DatabaseModule {
  static for(schema: DatabaseSchema): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: DataSource,
          inject: [ServiceConfig, Readiness, Metrics, PinoLogger],
          async useFactory(
            config: ServiceConfig,
            readiness: Readiness,
            metrics: Metrics,
            logger: PinoLogger,
          ): Promise<DataSource> {
            const dataSource = createDataSource(config.manifest.name, config.database, schema, {
              waits: servingWaits,
              onIdleError: (err) => logger.warn({ err }, 'An idle connection to the database broke'),
            });
            readiness.require('database', () => Promise.resolve(dataSource.isInitialized));
            await connect(dataSource, readiness.bootDeadline, (err) =>
              logger.warn({ err }, 'The database cannot be reached yet'),
            );
            metrics.watchPool(poolOf(dataSource));
            readiness.require('migrated', () => isMigrated(dataSource));
            return dataSource;
          },
        },
        DatabaseShutdown,
        PageReader,
        ExpensiveQueries,
      ],
      exports: [DataSource, PageReader, ExpensiveQueries],
    };
  }
}
