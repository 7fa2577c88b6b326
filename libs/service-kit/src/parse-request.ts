import type { FastifyRequest } from 'fastify';
import { type Operation, type ParsedRequest, readRequest } from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';

/** The request as its operation wants it (see readRequest). Throws a ProblemError where it is not. */
export function parseRequest(operation: Operation, request: FastifyRequest): ParsedRequest {
  const { params, query, body, headers } = request;
  const read = readRequest(operation, { params, query, body, contentType: headers['content-type'] });
  if (read.ok) return read.request;
  const { problem, detail, errors } = read.refusal;
  throw new ProblemError(problem, detail, errors && { errors });
}
