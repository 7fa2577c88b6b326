import type { Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

const TRACEPARENT = 'traceparent';

/**
 * Reads and writes only the `traceparent` header of W3C Trace Context. Callers can put anything into `tracestate`.
 */
export class TraceContextPropagator implements TextMapPropagator {
  private readonly w3c = new W3CTraceContextPropagator();

  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    this.w3c.inject(context, carrier, {
      set: (target, key, value) => {
        if (key === TRACEPARENT) setter.set(target, key, value);
      },
    });
  }

  /** Ignores an invalid header, so the request starts a new trace. */
  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    return this.w3c.extract(context, carrier, {
      keys: (source) => getter.keys(source),
      get: (source, key) => (key === TRACEPARENT ? single(getter.get(source, key)) : undefined),
    });
  }

  fields(): string[] {
    return [TRACEPARENT];
  }
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
}
