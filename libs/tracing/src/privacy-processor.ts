import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

/** What may be told of a span: nothing of who sends a request, and nothing of whom it is about. */
const TOLD = new Set([
  'db.namespace',
  'db.operation.name',
  'db.query.text',
  'db.system.name',
  'error.type',
  'exception.type',
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'network.protocol.version',
  'server.address',
  'server.port',
  'url.scheme',
]);

/**
 * Takes paths, query strings, addresses of callers and messages of errors out of spans before they are sent. It names
 * what stays rather than what goes, so that an instrumentation may learn to tell more without being believed.
 */
export class PrivacyProcessor implements SpanProcessor {
  onStart(): void {
    return;
  }

  onEnd(span: ReadableSpan): void {
    keepTold(span.attributes);
    delete span.status.message;
    for (const { attributes } of span.events) keepTold(attributes ?? {});
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

function keepTold(attributes: Attributes): void {
  for (const key of Object.keys(attributes)) if (!TOLD.has(key)) Reflect.deleteProperty(attributes, key);
}
