import { Global, Module } from '@nestjs/common';
import { EmfWriter } from './emf-writer.ts';
import { Metrics } from './metrics.ts';

/** What a service tells about itself in numbers; global, for every library counts something. */
@Global()
@Module({ providers: [Metrics, EmfWriter], exports: [Metrics] })
export class TelemetryModule {}
