import type { ServerResponse } from 'node:http';
import {
  type Operation,
  type SenderHeaders,
  pageRequests,
  platformProblems,
  problemBody,
  retryAfterSecondsOf,
} from '#contracts/vocabulary';
import { REVALIDATED, entityTagOf, isTagged, matchesEntityTag } from '#libs/http-server';
import type { Answer } from './answer.ts';

export interface AnsweredRequest {
  readonly path: string;
  readonly requestId: string;
  /** The operations at the path, whatever their methods. */
  readonly operations: readonly Operation[];
  readonly headers: SenderHeaders;
}

/** Writes an answer as a service would: an error is a page for a person, application/problem+json for a program. */
export function sendAnswer(response: ServerResponse, answer: Answer, request: AnsweredRequest): void {
  const { path, requestId, operations, headers } = request;
  if (answer.kind === 'json') {
    sendJson(response, answer.status, JSON.stringify(answer.body));
  } else if (answer.kind === 'html') {
    send(response, answer.status, 'text/html; charset=utf-8', pageOf(answer.title));
  } else if (answer.kind === 'redirect') {
    response.writeHead(answer.status, { location: answer.location }).end();
  } else {
    if (answer.problem === platformProblems.unauthenticated) response.setHeader('www-authenticate', 'Bearer');
    const seconds = retryAfterSecondsOf(answer.problem);
    if (seconds !== undefined) response.setHeader('retry-after', seconds);
    const { problem, detail, errors } = answer;
    if (pageRequests(operations)(path, headers)) {
      send(response, problem.status, 'text/html; charset=utf-8', pageOf(problem.title));
      return;
    }
    const body = JSON.stringify(problemBody(problem, { detail, path, requestId, errors }));
    send(response, problem.status, 'application/problem+json; charset=utf-8', body);
  }
}

function sendJson(response: ServerResponse, status: number, body: string): void {
  const { method, headers } = response.req;
  if (isTagged(method, status)) {
    const tag = entityTagOf(body);
    response.setHeader('etag', tag).setHeader('cache-control', REVALIDATED);
    if (matchesEntityTag(headers['if-none-match'], tag)) {
      response.writeHead(304).end();
      return;
    }
  }
  send(response, status, 'application/json; charset=utf-8', body);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function pageOf(title: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mock</title></head><body><h1>${title}</h1><p>The mock stands here for the page itself.</p></body></html>`;
}
