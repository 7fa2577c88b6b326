import { type DynamicModule, Module } from '@nestjs/common';
import { ServiceConfig } from '#libs/configuration';
import { Clock } from './clock.ts';
import { Readiness } from './readiness.ts';

interface RuntimeParts {
  readonly config: ServiceConfig;
  readonly clock: Clock;
  readonly readiness: Readiness;
}

@Module({})
export class RuntimeModule {
  static for({ config, clock, readiness }: RuntimeParts): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      providers: [
        { provide: ServiceConfig, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: Readiness, useValue: readiness },
      ],
      exports: [ServiceConfig, Clock, Readiness],
    };
  }
}
