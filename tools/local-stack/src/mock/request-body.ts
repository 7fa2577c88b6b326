import type { IncomingMessage } from 'node:http';
import { parse as parseJson } from 'secure-json-parse';
import { platformProblems } from '#contracts/vocabulary';
import { type RequestRefusal, mediaTypeOf, refusalDetails } from '#libs/http-rules';

/** In bytes. */
const BODY_LIMIT = 64 * 1024;

export interface ReceivedBody {
  readonly value?: unknown;
  readonly refusal?: RequestRefusal;
}

/**
 * Parses the body of JSON or of a form. Like the services, ignores a text, and refuses a body of any other media type.
 */
export async function readBody(message: IncomingMessage): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  if (length > BODY_LIMIT)
    return { refusal: { problem: platformProblems.payloadTooLarge, detail: refusalDetails.bodyTooLarge } };
  const text = Buffer.concat(chunks).toString('utf8');
  const mediaType = mediaTypeOf(message.headers['content-type']);
  if (mediaType === 'application/x-www-form-urlencoded') return { value: readParameters(text) };
  if (text === '' || mediaType === 'text/plain') return {};
  if (mediaType !== 'application/json')
    return { refusal: { problem: platformProblems.unsupportedMediaType, detail: refusalDetails.noJson } };
  try {
    return { value: parseJson(text) as unknown };
  } catch {
    return { refusal: { problem: platformProblems.invalidRequest, detail: refusalDetails.unreadable } };
  }
}

/** A repeated parameter becomes an array, which no schema accepts. */
export function readParameters(text: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const [first = '', ...more] = parameters.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
}
