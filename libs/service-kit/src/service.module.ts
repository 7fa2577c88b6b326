import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { operationsOf } from '#contracts/vocabulary';
import { loggablePaths } from '#libs/http-rules';
import { Authenticator, SigningKeys } from '#libs/auth';
import { type LineOutput, LoggingModule } from '#libs/logging';
import type { ServiceConfig } from '#libs/configuration';
import { type Clock, type Readiness, RuntimeModule } from '#libs/runtime';
import { type Metrics, TelemetryModule } from '#libs/telemetry';
import type { Tracing } from '#libs/tracing';
import { declaredModules } from './declared-modules.ts';
import { OperationGuard } from './operation.guard.ts';
import { PingController } from './ping.controller.ts';
import { ProblemFilter } from './problem.filter.ts';
import { RateLimits } from './rate-limits.ts';
import { ResponseCheckInterceptor } from './response-check.interceptor.ts';
import { ServiceContract } from './service-contract.ts';
import type { ServiceDefinition } from './service.ts';

interface ServiceParts {
  readonly config: ServiceConfig;
  readonly clock: Clock;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly output: LineOutput;
}

@Module({})
export class ServiceModule {
  /** Throws an Error if a service has a database but no schema, or a schema but no database. */
  static async for(
    { contract, module, schema }: ServiceDefinition,
    { metrics, tracing, output, ...runtime }: ServiceParts,
  ): Promise<DynamicModule> {
    return {
      module: ServiceModule,
      imports: [
        RuntimeModule.for(runtime),
        TelemetryModule.for(metrics),
        LoggingModule.forRoot(() => tracing.logFields(), loggablePaths(operationsOf(contract)), output),
        ...(await declaredModules(runtime.config.manifest, schema)),
        await module(),
      ],
      controllers: [PingController],
      providers: [
        Authenticator,
        SigningKeys,
        RateLimits,
        { provide: ServiceContract, useValue: new ServiceContract(contract) },
        { provide: APP_GUARD, useClass: OperationGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        ...(runtime.config.validatesResponses
          ? [{ provide: APP_INTERCEPTOR, useClass: ResponseCheckInterceptor }]
          : []),
      ],
    };
  }
}
