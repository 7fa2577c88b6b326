import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { PrivacyProcessor } from './privacy-processor.ts';

it('the privacy processor removes personal data from spans', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    spanProcessors: [new PrivacyProcessor(), new SimpleSpanProcessor({ exporter })],
  });
  const span = provider.getTracer('books').startSpan('GET', {
    attributes: {
      'http.request.method': 'GET',
      'server.port': 3000,
      'url.path': '/v1/readers/anna',
      'url.query': '?email=anna@example.com',
      'client.address': '10.0.0.1',
      'something.new': 'anna',
    },
  });
  span.recordException(new TypeError('anna is not a number'));
  span.setStatus({ code: SpanStatusCode.ERROR, message: 'anna is not a number' });
  span.end();
  await provider.forceFlush();
  const [sent] = exporter.getFinishedSpans();
  expect(sent).toMatchObject({
    attributes: { 'http.request.method': 'GET', 'server.port': 3000 },
    status: { code: SpanStatusCode.ERROR },
    events: [{ name: 'exception', attributes: { 'exception.type': 'TypeError' } }],
  });
  const { attributes, status, events } = sent ?? {};
  expect(JSON.stringify({ attributes, status, events })).not.toMatch(/anna|10\.0\.0\.1/);
});
