import type { ServerResponse } from 'node:http';
import { type Operation, platformProblems } from '#contracts/vocabulary';
import { pageRequests, problemBody, retryAfterSecondsOf } from '#libs/http-rules';
import { REVALIDATED, entityTagOf, isTagged, matchesEntityTag } from '#libs/http-server';
import { drawImage, withOwnFiles } from './card-art.ts';
import type { MockResponse } from './response.ts';

export interface RequestContext {
  readonly path: string;
  readonly requestId: string;
  readonly operations: readonly Operation[];
}

/**
 * Sends a response as a service does. For a problem, people get an HTML page and programs get application/problem+json.
 */
export function sendResponse(response: ServerResponse, result: MockResponse, context: RequestContext): void {
  if (result.kind === 'json') {
    const body = withOwnFiles(JSON.stringify(result.body), response.req.headers.host);
    if (result.location !== undefined) response.setHeader('location', result.location);
    return sendJson(response, result.status, body);
  }
  if (result.kind === 'image') {
    response.writeHead(200, { 'content-type': 'image/png' }).end(drawImage(result.path));
    return;
  }
  if (result.kind === 'store') {
    const { status, code } = result;
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(code === undefined ? '' : `<Error><Code>${code}</Code></Error>`);
    return;
  }
  if (result.kind === 'html') return sendPage(response, result);
  if (result.kind === 'empty') {
    response.writeHead(result.status).end();
    return;
  }
  if (result.kind === 'redirect') {
    response.writeHead(result.status, { location: result.location }).end();
    return;
  }
  const { path, requestId, operations } = context;
  const { problem, detail, errors } = result;
  const { status } = problem;
  if (problem === platformProblems.unauthenticated) response.setHeader('www-authenticate', 'Bearer');
  const seconds = retryAfterSecondsOf(problem);
  if (seconds !== undefined) response.setHeader('retry-after', seconds);
  if (pageRequests(operations)(path, response.req.headers)) return sendPage(response, problem);
  const body = JSON.stringify(problemBody(problem, { detail, path, requestId, errors }));
  response
    .writeHead(status, {
      'content-type': 'application/problem+json; charset=utf-8',
    })
    .end(body);
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
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body);
}

function sendPage(
  response: ServerResponse,
  {
    status,
    title,
    content = '',
  }: {
    readonly status: number;
    readonly title: string;
    readonly content?: string;
  },
): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mock</title></head><body><h1>${title}</h1>${content}<p>The mock sends this in place of the page.</p></body></html>`,
  );
}
