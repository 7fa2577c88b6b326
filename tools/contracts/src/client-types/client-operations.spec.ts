import { z } from 'zod';
import { contract, data, json, operation, problemType } from '#contracts/vocabulary';
import { clientOperations, keyedOperations, problemCodes } from './client-operations.ts';

const responses = { 200: json('The hub', data(z.object({ hub_id: z.string() }))) };
const read = { method: 'GET', summary: 'Shows a hub.', responses } as const;

const hubs = contract('hub', {
  getHub: operation({ ...read, path: '/v1/hubs', access: 'member', exposure: 'edge' }),
  getSecret: operation({ ...read, path: '/v1/secrets', access: 'machine:secrets.read', exposure: 'edge' }),
  getInside: operation({ ...read, path: '/v1/inside', access: 'member', exposure: 'internal' }),
  addHub: operation({
    method: 'POST',
    path: '/v1/hubs',
    referencePath: '/hub/add',
    summary: 'Adds a hub.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    responses,
    problems: [problemType({ code: 'HUB_FROZEN', status: 409, title: 'The hub is frozen' })],
  }),
});

describe('clientOperations', () => {
  it('omits internal operations and operations for machines', () => {
    expect(clientOperations(hubs).map(({ id }) => id)).toEqual(['getHub', 'addHub', 'ping']);
  });
});

describe('keyedOperations', () => {
  it('lists every path that accepts an Idempotency-Key', () => {
    expect(keyedOperations(clientOperations(hubs))).toEqual(['post /hub/add', 'post /v1/hubs']);
  });
});

describe('problemCodes', () => {
  it('lists each problem code only once, including the codes of the platform', () => {
    const codes = problemCodes(clientOperations(hubs));
    expect(codes).toEqual(expect.arrayContaining(['FORBIDDEN', 'HUB_FROZEN']));
    expect(new Set(codes).size).toBe(codes.length);
  });
});
