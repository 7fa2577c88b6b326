import { isUtf8 } from 'node:buffer';
import { parse } from 'node:querystring';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { platformProblems } from '#contracts/vocabulary';
import { refusalDetails } from '#libs/http-rules';
import { isUtf8Form } from '#libs/http-server';
import { ProblemError } from '#libs/runtime';

/**
 * Refuses bodies that are not UTF-8. The default parsers of Fastify and Nest accept such bodies, and replace letters such
 * as å.
 */
export function registerBodyParsers(adapter: FastifyAdapter): void {
  const fastify: FastifyInstance = adapter.getInstance();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  adapter.useBodyParser('application/json', false, {}, (request, body, done) => {
    if (!isUtf8(body)) throw notUtf8();
    // Many clients announce JSON even for a request without a body, such as DELETE.
    if (body.length === 0) done(null, undefined);
    else void parseJson(request, body.toString(), done);
  });
  adapter.useBodyParser('application/x-www-form-urlencoded', false, {}, (_request, body, done) => {
    done(null, parseForm(body));
  });
}

/** Repeated fields become a list, which the schema of the operation refuses. */
function parseForm(body: Buffer): object {
  if (!isUtf8Form(body)) throw notUtf8();
  const fields = parse(body.toString(), '&', '=', { maxKeys: 0 });
  if (Object.hasOwn(fields, '__proto__'))
    throw new ProblemError(platformProblems.invalidRequest, refusalDetails.unreadable);
  return fields;
}

function notUtf8(): ProblemError {
  return new ProblemError(platformProblems.unsupportedMediaType, refusalDetails.notUtf8);
}
