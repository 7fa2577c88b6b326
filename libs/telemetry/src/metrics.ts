import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { standardOutput } from '#libs/logging';

/** Requests that match no operation have this label, so that callers can't create labels. */
const NO_OPERATION = 'none';
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type CallOutcome = 'ok' | 'problem' | 'unavailable';

export interface HandledRequest {
  /** Undefined if no operation handled the request. */
  readonly operation: string | undefined;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

export interface FinishedCall {
  readonly service: string;
  readonly operation: string;
  readonly outcome: CallOutcome;
  readonly seconds: number;
}

export interface PoolUse {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** Each service has its own registry, because tests run several services in one process. */
@Injectable()
export class Metrics implements OnModuleInit {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of requests, by operation.',
    labelNames: ['operation', 'method', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly calls = new Histogram({
    name: 'rpc_client_call_duration_seconds',
    help: 'Duration of calls to other services, including retries.',
    labelNames: ['service', 'operation', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  private readonly invalidRows = new Counter({
    name: 'database_bad_rows_total',
    help: 'Rows that lists left out because they are invalid, by table.',
    labelNames: ['table'],
    registers: [this.registry],
  });

  onModuleInit(): void {
    collectDefaultMetrics({ register: this.registry });
    new Counter({
      name: 'log_lines_dropped_total',
      help: 'Log lines that were dropped because they could not be written.',
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc(standardOutput.dropped);
      },
    });
  }

  countRequest({ operation = NO_OPERATION, method, status, seconds }: HandledRequest): void {
    this.requests.observe({ operation, method, status }, seconds);
  }

  countCall({ service, operation, outcome, seconds }: FinishedCall): void {
    this.calls.observe({ service, operation, outcome }, seconds);
  }

  countInvalidRow(table: string): void {
    this.invalidRows.inc({ table });
  }

  watchPool(pool: PoolUse): void {
    this.watch('database_pool_connections', 'Open connections.', () => pool.totalCount);
    this.watch('database_pool_idle_connections', 'Idle connections.', () => pool.idleCount);
    this.watch('database_pool_waiting', 'Queries that wait for a connection.', () => pool.waitingCount);
  }

  private watch(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }
}
