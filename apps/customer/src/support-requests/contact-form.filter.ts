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
    const html = contactPage(readForm(request.body, faults));
    reply.status(422).send(sendPage(reply, { kind: 'html', status: 422, html }));
  }
}

/** What is wrong with the fields; undefined where it is not the fields of a form that are wrong. */
function faultsOfForm({ problem, errors }: ProblemError, request: FastifyRequest) {
  if (problem !== platformProblems.invalidRequest) return undefined;
  if (mediaTypeOf(request.headers['content-type']) !== 'application/x-www-form-urlencoded') return undefined;
  return errors?.every((fault) => fault.in === 'body') ? errors : undefined;
}
