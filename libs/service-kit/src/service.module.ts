import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { type Contract, loggablePaths, operationsOf } from '#contracts/vocabulary';
import { Authenticator, SigningKeys } from '#libs/auth';
import { LoggingModule } from '#libs/logging';
import { type Clock, type Readiness, RuntimeModule, type ServiceConfig } from '#libs/runtime';
import { type Metrics, TelemetryModule } from '#libs/telemetry';
import type { Tracing } from '#libs/tracing';
import { DeadlineInterceptor } from './deadline.interceptor.ts';
import { OperationGuard } from './operation.guard.ts';
import { PingController } from './ping.controller.ts';
import { ProblemFilter } from './problem.filter.ts';
import { RateLimits } from './rate-limits.ts';
import { ReplyInterceptor } from './reply.interceptor.ts';
import { ServiceContract } from './service-contract.ts';

interface RootOptions {
  readonly contract: Contract;
  readonly config: ServiceConfig;
  readonly clock: Clock;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** The root of a running service: the app's own module, and around it what every service has. */
@Module({})
export class ServiceModule {
  static for(app: Type, { contract, metrics, tracing, ...runtime }: RootOptions): DynamicModule {
    return {
      module: ServiceModule,
      imports: [
        RuntimeModule.for(runtime),
        TelemetryModule.for(metrics),
        LoggingModule.forRoot(() => tracing.logFields(), loggablePaths(operationsOf(contract))),
        app,
      ],
      controllers: [PingController],
      providers: [
        Authenticator,
        SigningKeys,
        RateLimits,
        { provide: ServiceContract, useValue: new ServiceContract(contract) },
        { provide: APP_GUARD, useClass: OperationGuard },
        { provide: APP_INTERCEPTOR, useClass: DeadlineInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ReplyInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
