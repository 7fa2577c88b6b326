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
import { ProblemError } from '#libs/runtime';
import { Implements, type RequestTo, type ServiceDefinition, Validated } from '../src/index.ts';

const shelfNotFound = problemType({ code: 'SHELF_NOT_FOUND', status: 404, title: 'There is no such shelf' });
const done = json('What the service did', data(z.string()));

const SHELVES: Readonly<Record<string, string>> = { 'shelf-a': 'a', 'shelf-b': 'b' };

const shelvesContract = contract('shelves', {
  closeAccount: operation({
    method: 'DELETE',
    path: '/v1/accounts/{account_id}',
    summary: 'Closes an account.',
    access: 'owner',
    exposure: 'edge',
    params: { account_id: identifier },
    responses: { 200: done },
  }),
  closeShelf: operation({
    method: 'DELETE',
    path: '/v1/shelves/{shelf_id}',
    summary: 'Closes a shelf.',
    access: 'owner',
    exposure: 'edge',
    params: { shelf_id: identifier },
    responses: { 200: done },
    problems: [shelfNotFound],
  }),
  inspectShelf: operation({
    method: 'GET',
    path: '/v1/shelves/{shelf_id}',
    summary: 'Shows a shelf to support.',
    access: 'support',
    exposure: 'edge',
    params: { shelf_id: identifier },
    query: { reader: z.string().optional() },
    responses: { 200: done },
  }),
  findShelves: operation({
    method: 'GET',
    path: '/v1/shelves',
    summary: "Lists an account's shelves for support.",
    access: 'support',
    exposure: 'edge',
    query: { account_id: identifier },
    responses: { 200: done },
  }),
});

const { closeAccount, closeShelf, findShelves, inspectShelf } = shelvesContract.operations;

@Controller()
class ShelvesController {
  @Implements(closeAccount)
  closeAccount(
    @Validated() { params }: RequestTo<typeof closeAccount>,
  ): Promise<JsonBody<typeof closeAccount>> {
    return Promise.resolve({ data: `closed ${params.account_id}` });
  }

  @Implements(closeShelf)
  async closeShelf(
    @Validated() { params, caller }: RequestTo<typeof closeShelf>,
  ): Promise<JsonBody<typeof closeShelf>> {
    const account = SHELVES[params.shelf_id];
    if (account === undefined || !caller.accountIds.includes(account)) throw new ProblemError(shelfNotFound);
    authorizeOwner(caller, account);
    return Promise.resolve({ data: `closed ${params.shelf_id}` });
  }

  @Implements(inspectShelf)
  inspectShelf(
    @Validated() { params, caller }: RequestTo<typeof inspectShelf>,
  ): Promise<JsonBody<typeof inspectShelf>> {
    return Promise.resolve({ data: `showed ${params.shelf_id} to ${caller.userId}` });
  }

  @Implements(findShelves)
  findShelves(@Validated() { query }: RequestTo<typeof findShelves>): Promise<JsonBody<typeof findShelves>> {
    return Promise.resolve({ data: `listed ${query.account_id}` });
  }
}

@Module({ controllers: [ShelvesController] })
class ShelvesModule {}

export const shelvesService: ServiceDefinition = {
  manifest: { name: 'shelves', purpose: 'Shelves.', owner: '@qred/test', port: 3997 },
  contract: shelvesContract,
  module: () => Promise.resolve(ShelvesModule),
};
