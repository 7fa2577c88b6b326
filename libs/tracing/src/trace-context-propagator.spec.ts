import {
  ROOT_CONTEXT,
  TraceFlags,
  defaultTextMapGetter,
  defaultTextMapSetter,
  trace,
} from '@opentelemetry/api';
import { TraceState } from '@opentelemetry/core';
import { TraceContextPropagator } from './trace-context-propagator.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const traceparent = `00-${traceId}-${spanId}-01`;
const propagator = new TraceContextPropagator();

function extracted(headers: Record<string, string | string[]>) {
  return trace.getSpanContext(propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter));
}

function injected(span: Parameters<typeof trace.setSpanContext>[1]): Record<string, string> {
  const headers: Record<string, string> = {};
  propagator.inject(trace.setSpanContext(ROOT_CONTEXT, span), headers, defaultTextMapSetter);
  return headers;
}

it('the trace context propagator reads the parent span of a request', () => {
  expect(extracted({ traceparent })).toEqual({ traceId, spanId, traceFlags: 1, isRemote: true });
});

it.each([
  ['01', TraceFlags.SAMPLED],
  ['03', TraceFlags.SAMPLED],
  ['02', TraceFlags.NONE],
])(
  'the trace context propagator uses the flags %s to decide whether the trace is sampled',
  (flags, sampled) => {
    const { traceFlags = 0 } = extracted({ traceparent: `00-${traceId}-${spanId}-${flags}` }) ?? {};
    expect(traceFlags & TraceFlags.SAMPLED).toBe(sampled);
  },
);

it('the trace context propagator reads a later version of the header with additional fields', () => {
  expect(extracted({ traceparent: `01-${traceId}-${spanId}-01-more` })?.spanId).toBe(spanId);
});

it.each([
  ['no headers', {}],
  ['an empty header', { traceparent: '' }],
  ['the forbidden version ff', { traceparent: `ff-${traceId}-${spanId}-01` }],
  ['a field that its version does not define', { traceparent: `${traceparent}-more` }],
  ['an all-zero trace id', { traceparent: `00-${'0'.repeat(32)}-${spanId}-01` }],
  ['an all-zero span id', { traceparent: `00-${traceId}-${'0'.repeat(16)}-01` }],
  ['capitals', { traceparent: traceparent.toUpperCase() }],
  ['two headers', { traceparent: [traceparent, traceparent] }],
])('the trace context propagator ignores a request with %s', (_, headers) => {
  expect(extracted(headers)).toBeUndefined();
});

it('the trace context propagator forwards the trace that it read', () => {
  expect(injected({ traceId, spanId, traceFlags: 1 })).toEqual({ traceparent });
  expect(injected({ traceId, spanId, traceFlags: 0 })).toEqual({
    traceparent: `00-${traceId}-${spanId}-00`,
  });
});

it('the trace context propagator does not read or forward tracestate', () => {
  const tracestate = 'vendor=secret';
  expect(extracted({ traceparent, tracestate })?.traceState).toBeUndefined();
  const traceState = new TraceState(tracestate);
  expect(injected({ traceId, spanId, traceFlags: 1, traceState })).toEqual({ traceparent });
});

it('the trace context propagator writes nothing if there is no span', () => {
  expect(injected({ traceId: '0'.repeat(32), spanId, traceFlags: 1 })).toEqual({});
});
