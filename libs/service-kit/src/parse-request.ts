import type { FastifyRequest } from 'fastify';
import { type Operation } from '#contracts/vocabulary';
import { IDEMPOTENCY_KEY_HEADER, type ParsedRequest, requestReader } from '#libs/http-rules';
import { ProblemError } from '#libs/runtime';

const KEY_HEADER = IDEMPOTENCY_KEY_HEADER.toLowerCase();

/** Throws a ProblemError for an invalid request. `requestReader` has the rules. */
export function requestParser(operation: Operation): (request: FastifyRequest) => ParsedRequest {
  const read = requestReader(operation);
  return ({ params, query, body, headers, raw }) => {
    const result = read({
      params,
      query,
      body,
      contentType: headers['content-type'],
      accept: headers.accept,
      // Node assembles these headers on each access.
      idempotencyKeys: operation.idempotencyKey ? raw.headersDistinct[KEY_HEADER] : undefined,
    });
    if (result.ok) return result.request;
    const { problem, detail, errors } = result.refusal;
    throw new ProblemError(problem, detail, { errors });
  };
}
