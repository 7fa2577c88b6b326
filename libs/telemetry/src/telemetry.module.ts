import { type DynamicModule, Module } from '@nestjs/common';
import { EmfWriter } from './emf-writer.ts';
import { Metrics } from './metrics.ts';

/** The module is global, because most libraries record metrics. */
@Module({})
export class TelemetryModule {
  static for(metrics: Metrics): DynamicModule {
    return {
      module: TelemetryModule,
      global: true,
      providers: [{ provide: Metrics, useValue: metrics }, EmfWriter],
      exports: [Metrics],
    };
  }
}
