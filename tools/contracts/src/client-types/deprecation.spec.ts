import openapiTs, { astToString } from 'openapi-typescript';
import { z } from 'zod';
import { contract, json, operation } from '#contracts/vocabulary';
import { openApiDocument } from '#libs/openapi';
import { openEnum } from './open-enum.ts';

it('the client types mark deprecated operations, parameters and fields', async () => {
  const gone = { deprecated: true, sunset: '2027-01-01' };
  const listHubs = operation({
    method: 'GET',
    path: '/v1/hubs',
    summary: 'Lists hubs.',
    access: 'public',
    exposure: 'edge',
    deprecated: '2026-01-01',
    sunset: '2027-01-01',
    query: { colour: z.string().optional().meta(gone), size: z.string().optional() },
    responses: { 200: json('The hubs', z.object({ title: z.string().meta(gone), name: z.string() })) },
  });
  const document = openApiDocument(contract('hub', { listHubs }), { title: 'hub', description: 'Hubs' });
  const types = astToString(await openapiTs(JSON.stringify(document), { silent: true, transform: openEnum }));
  const markedNames = [...types.matchAll(/@deprecated(?:(?!\*\/)[^])*\*\/\s*(\w+)/g)].map(([, name]) => name);
  expect([...new Set(markedNames)].sort()).toEqual(['colour', 'get', 'title']);
});
