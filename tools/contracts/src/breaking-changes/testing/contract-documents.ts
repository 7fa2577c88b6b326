import { z } from 'zod';
import { contract, json, operation } from '#contracts/vocabulary';
import { openApiDocument } from '#libs/openapi';
import type { Document } from '../document.ts';

export function requestWith(value: z.ZodType): Document {
  return documentOf({ value }, z.object({}));
}

export function responseWith(value: z.ZodType): Document {
  return documentOf({}, z.object({ value }));
}

function documentOf(body: Readonly<Record<string, z.ZodType>>, response: z.ZodType): Document {
  const createHub = operation({
    method: 'POST',
    path: '/v1/hubs',
    summary: 'Creates a hub.',
    access: 'member',
    exposure: 'edge',
    body,
    responses: { 201: json('The hub', response) },
  });
  return { ...openApiDocument(contract('hub', { createHub }), { title: 'hub', description: 'Hubs' }) };
}
