import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypeOf, platformProblems } from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';
import { sendPage } from '#libs/service-kit';
import { contactPage } from '../pages/contact-page.ts';
import { readForm } from './read-form.ts';

/** Shows the form again to a person who filled it in with faults; every other error goes its usual way. */
@Catch(ProblemError)
export class ContactFormFilter implements ExceptionFilter<ProblemError> {
  catch(error: ProblemError, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const faults = faultsOfForm(error, request);
    if (!faults) throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const filled = readForm(request.body, faults);
    // Another message needs another key, or it would be refused again.
    const html = contactPage(isReused(error) ? { ...filled, idempotencyKey: undefined } : filled);
    reply.status(422).send(sendPage(reply, { kind: 'html', status: 422, html }));
  }
}

/** What is wrong with the fields; undefined where it is not the fields of a form that are wrong. */
function faultsOfForm(error: ProblemError, request: FastifyRequest) {
  const { problem, errors } = error;
  if (mediaTypeOf(request.headers['content-type']) !== 'application/x-www-form-urlencoded') return undefined;
  if (isReused(error)) return [];
  if (problem !== platformProblems.invalidRequest) return undefined;
  return errors?.every((fault) => fault.in === 'body') ? errors : undefined;
}

/** Whether the form was sent before, with other text in it. */
function isReused({ problem }: ProblemError): boolean {
  return problem === platformProblems.idempotencyKeyReused;
}
