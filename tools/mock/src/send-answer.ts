import type { ServerResponse } from 'node:http';
import { type Problem, platformProblems, problemUri, retryAfterSecondsOf } from '#contracts/vocabulary';
import type { Answer, ProblemAnswer } from './answer.ts';

/** Writes an answer as a service would. */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  about: { readonly path: string; readonly requestId: string },
): void {
  if (answer.kind === 'json') {
    send(response, answer.status, 'application/json; charset=utf-8', JSON.stringify(answer.body));
  } else if (answer.kind === 'html') {
    send(response, answer.status, 'text/html; charset=utf-8', pageOf(answer.title));
  } else if (answer.kind === 'redirect') {
    response.writeHead(answer.status, { location: answer.location }).end();
  } else {
    if (answer.problem === platformProblems.unauthenticated) response.setHeader('www-authenticate', 'Bearer');
    const seconds = retryAfterSecondsOf(answer.problem);
    if (seconds !== undefined) response.setHeader('retry-after', seconds);
    const body = JSON.stringify(problemBody(answer, about.path, about.requestId));
    send(response, answer.problem.status, 'application/problem+json; charset=utf-8', body);
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function problemBody({ problem, detail, errors }: ProblemAnswer, path: string, requestId: string): Problem {
  return {
    type: problemUri(problem.code),
    title: problem.title,
    status: problem.status,
    detail,
    instance: path,
    code: problem.code,
    request_id: requestId,
    ...(errors && { errors: [...errors] }),
  };
}

function pageOf(title: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mock</title></head><body><h1>${title}</h1><p>The mock stands here for the page itself.</p></body></html>`;
}
