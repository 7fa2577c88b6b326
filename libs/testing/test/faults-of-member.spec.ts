import { Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import {
  type JsonBody,
  contract,
  data,
  identifier,
  json,
  operation,
  problemType,
} from '#contracts/vocabulary';
import { authorizeOwner } from '#libs/auth';
import { Implements, type RequestTo, type ServiceDefinition, Validated } from '#libs/service-kit';
import { faultsOfMember } from '../src/faults-of-member.ts';
import { TestService } from '../src/test-service.ts';

const shelfNotFound = problemType({ code: 'SHELF_NOT_FOUND', status: 404, title: 'There is no such shelf' });
const request = { account: 'a', params: { shelf_id: 'shelf-1' } };
const examples = {
  filled: { ...request, summary: 'The shelf', response: { data: 'shelf-1' } },
  forbidden: { ...request, summary: 'Another company', account: 'b', problem: 'SHELF_NOT_FOUND' },
  'forbidden-member': { ...request, summary: 'A member', as: 'member', problem: 'FORBIDDEN' },
} as const;

function shelfOperation(path: `/v1/shelves/${string}`) {
  return operation({
    method: 'GET',
    path,
    summary: 'Shows a shelf.',
    access: 'owner',
    exposure: 'edge',
    params: { shelf_id: identifier },
    responses: { 200: json('The shelf', data(z.string())) },
    problems: [shelfNotFound],
    examples,
  });
}

const shelves = contract('shelves', {
  showShelf: shelfOperation('/v1/shelves/{shelf_id}'),
  showForgottenShelf: shelfOperation('/v1/shelves/{shelf_id}/forgotten'),
});

const { showForgottenShelf, showShelf } = shelves.operations;

@Controller()
class ShelvesController {
  @Implements(showShelf)
  async showShelf(
    @Validated() { params, caller }: RequestTo<typeof showShelf>,
  ): Promise<JsonBody<typeof showShelf>> {
    authorizeOwner(caller, 'a');
    return Promise.resolve({ data: params.shelf_id });
  }

  @Implements(showForgottenShelf)
  showForgottenShelf(
    @Validated() { params }: RequestTo<typeof showForgottenShelf>,
  ): Promise<JsonBody<typeof showForgottenShelf>> {
    return Promise.resolve({ data: params.shelf_id });
  }
}

@Module({ controllers: [ShelvesController] })
class ShelvesModule {}

const definition: ServiceDefinition = {
  manifest: { name: 'shelves', purpose: 'Shelves.', owner: '@qred/test', port: 3996 },
  contract: shelves,
  module: () => Promise.resolve(ShelvesModule),
};

let service: TestService;

beforeAll(async () => {
  service = await TestService.start(definition);
});

afterAll(() => service.stop());

describe('faultsOfMember', () => {
  it('reports nothing for a service that calls authorizeOwner', async () => {
    expect(await faultsOfMember(service, showShelf, examples['forbidden-member'])).toEqual([]);
  });

  it('reports a service that checks only the role of the caller, not the owner of the entity', async () => {
    expect(await faultsOfMember(service, showForgottenShelf, examples['forbidden-member'])).toEqual([
      'showForgottenShelf returns 200, not 403',
    ]);
  });
});
