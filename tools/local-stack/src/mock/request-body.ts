import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { parse as parseJson } from 'secure-json-parse';
import { type ProblemType, platformProblems } from '#contracts/vocabulary';
import { type RequestRefusal, mediaTypeOf, refusalDetails } from '#libs/http-rules';
import { isUtf8Form } from '#libs/http-server';

/** In bytes. */
const BODY_LIMIT = 64 * 1024;

export interface ReceivedBody {
  readonly value?: unknown;
  readonly refusal?: RequestRefusal;
}

/**
 * Parses a body with JSON or with form fields. Like the services, ignores a text/plain body, and rejects all
 * other media types and encodings.
 */
export async function readBody(message: IncomingMessage): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  if (length > BODY_LIMIT) return refuse(platformProblems.payloadTooLarge, refusalDetails.bodyTooLarge);
  const body = Buffer.concat(chunks);
  const mediaType = mediaTypeOf(message.headers['content-type']);
  if (mediaType === 'application/x-www-form-urlencoded')
    return isUtf8Form(body) ? { value: readParameters(body.toString()) } : refuseEncoding();
  if (length === 0 || mediaType === 'text/plain') return {};
  if (mediaType !== 'application/json')
    return refuse(platformProblems.unsupportedMediaType, refusalDetails.noJson);
  if (!isUtf8(body)) return refuseEncoding();
  try {
    return { value: parseJson(body.toString()) as unknown };
  } catch {
    return refuse(platformProblems.invalidRequest, refusalDetails.unreadable);
  }
}

function refuseEncoding(): ReceivedBody {
  return refuse(platformProblems.unsupportedMediaType, refusalDetails.notUtf8);
}

function refuse(problem: ProblemType, detail: string): ReceivedBody {
  return { refusal: { problem, detail } };
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
