import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { standardOutput } from '#libs/logging';
import { ServiceConfig } from '#libs/configuration';
import { EmbeddedMetrics } from './embedded-metrics.ts';
import { Metrics } from './metrics.ts';

const MINUTE_MS = 60_000;

/** With METRICS=emf, writes the metrics to standard output once a minute. CloudWatch reads the metrics from there. */
@Injectable()
export class EmfWriter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly embedded: EmbeddedMetrics;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: ServiceConfig,
    private readonly metrics: Metrics,
  ) {
    this.embedded = new EmbeddedMetrics(config.manifest.name);
  }

  onApplicationBootstrap(): void {
    if (this.config.metrics !== 'emf') return;
    this.timer = setInterval(() => void this.write(), MINUTE_MS).unref();
  }

  /** Writes the metrics of the last minute, which is not complete. */
  async onApplicationShutdown(): Promise<void> {
    if (!this.timer) return;
    clearInterval(this.timer);
    await this.write();
  }

  private async write(): Promise<void> {
    const lines = this.embedded.lines(await this.metrics.registry.getMetricsAsJSON(), new Date());
    for (const line of lines) standardOutput.write(`${line}\n`);
  }
}
