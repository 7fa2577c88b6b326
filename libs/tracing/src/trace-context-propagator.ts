import {
  type Context,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  isSpanContextValid,
  trace,
} from '@opentelemetry/api';

const PARENT = 'traceparent';
const TRACEPARENT =
  /^(?<version>(?!ff)[\da-f]{2})-(?<traceId>[\da-f]{32})-(?<spanId>[\da-f]{16})-(?<flags>[\da-f]{2})(?<rest>-.*)?$/;

/** Propagates traces between processes in W3C Trace Context's `traceparent` header, and nothing else. */
export class TraceContextPropagator implements TextMapPropagator {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span = trace.getSpanContext(context);
    if (!span || !isSpanContextValid(span)) return;
    const flags = span.traceFlags.toString(16).padStart(2, '0');
    setter.set(carrier, PARENT, `00-${span.traceId}-${span.spanId}-${flags}`);
  }

  /** An invalid header is ignored: the request starts a new trace. */
  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const parent = parseTraceparent(single(getter.get(carrier, PARENT)));
    if (!parent || !isSpanContextValid(parent)) return context;
    return trace.setSpanContext(context, { ...parent, isRemote: true });
  }

  fields(): string[] {
    return [PARENT];
  }
}

/** Later versions may append fields; version 00 may not. */
function parseTraceparent(header: string | undefined) {
  const { version, traceId, spanId, flags, rest } = TRACEPARENT.exec(header?.trim() ?? '')?.groups ?? {};
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === '00' && rest !== undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value;
}
