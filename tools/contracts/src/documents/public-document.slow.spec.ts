import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ruleset, Spectral } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { parse } from 'yaml';
import { z } from 'zod';
import { ServedDocument, root } from './testing/served-document.ts';

jest.setTimeout(120_000);

let served: ServedDocument;

beforeAll(async () => {
  served = await ServedDocument.start();
});

afterAll(() => served.stop());

it('the public document follows all rules of spectral:oas', async () => {
  const spectral = new Spectral();
  spectral.setRuleset(new Ruleset(oas, { severity: 'recommended' }));
  const found = await spectral.run(readDocument());
  expect(found.map(({ code, path, message }) => [code, path.join('.'), message])).toEqual([]);
});

function readDocument(): Record<string, unknown> {
  return z
    .record(z.string(), z.unknown())
    .parse(parse(readFileSync(join(served.folder, served.name), 'utf8')));
}

const parameter = z.object({ key: z.string(), value: z.string(), disabled: z.boolean().default(false) });
const parameters = z.array(parameter).transform((all) => all.filter(({ disabled }) => !disabled));

/** Postman sends these fields of a request. */
const postmanRequest = z.object({
  method: z.string(),
  url: z.object({ path: z.array(z.string()), query: parameters, variable: parameters }),
  header: parameters,
  auth: z.object({ type: z.enum(['bearer', 'noauth']) }),
  body: z.object({ raw: z.string().optional(), urlencoded: parameters.optional() }).optional(),
});

const postmanFolder = z.object({ item: z.array(z.object({ request: postmanRequest })) });

it('the mock accepts all requests of the Postman collection', async () => {
  const found: unknown[] = [];
  const requests = convertToPostman();
  expect(requests.length).toBeGreaterThan(10);
  for (const request of requests) {
    const { status, url } = await send(request);
    if (status >= 400) found.push([request.method, url, status]);
  }
  expect(found).toEqual([]);
});

function convertToPostman(): z.infer<typeof postmanRequest>[] {
  const converter = join(root, 'node_modules/openapi-to-postmanv2/bin/openapi2postmanv2.js');
  const options = 'parametersResolution=Example,folderStrategy=Tags,enableOptionalParameters=false';
  const file = join(served.folder, 'collection.json');
  const args = [converter, '-s', served.name, '-o', file, '-O', options];
  execFileSync(process.execPath, args, { cwd: served.folder, stdio: 'pipe' });
  const { item: folders } = z
    .object({ item: z.array(postmanFolder) })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  return folders.flatMap(({ item }) => item.map(({ request }) => request));
}

async function send({ method, url, header, auth, body }: z.infer<typeof postmanRequest>) {
  const names = new Map(url.variable.map(({ key, value }) => [`:${key}`, value]));
  const path = url.path.map((segment) => names.get(segment) ?? segment).join('/');
  const pairs = (all: z.infer<typeof parameters>) =>
    all.map(({ key, value }): [string, string] => [key, value]);
  const target = `${served.url}/${path}?${new URLSearchParams(pairs(url.query)).toString()}`;
  const headers = new Headers(pairs(header));
  if (auth.type === 'bearer') headers.set('authorization', 'Bearer anything');
  const form = body?.urlencoded && new URLSearchParams(pairs(body.urlencoded)).toString();
  const { status } = await fetch(target, {
    method,
    headers,
    body: body?.raw ?? form ?? null,
    redirect: 'manual',
  });
  return { status, url: target };
}
