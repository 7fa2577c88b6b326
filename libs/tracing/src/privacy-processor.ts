import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

/** Only these attributes are exported, because they don't identify the sender or the subject of a request. */
const EXPORTED = new Set([
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
 * Removes paths, query strings, caller addresses and error messages from spans before export. Keeps only the
 * attributes in EXPORTED, so new attributes of a later OpenTelemetry version are also removed.
 */
export class PrivacyProcessor implements SpanProcessor {
  onStart(): void {
    return;
  }

  onEnd(span: ReadableSpan): void {
    removePrivate(span.attributes);
    delete span.status.message;
    for (const { attributes } of span.events) removePrivate(attributes ?? {});
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

function removePrivate(attributes: Attributes): void {
  for (const key of Object.keys(attributes)) if (!EXPORTED.has(key)) Reflect.deleteProperty(attributes, key);
}
