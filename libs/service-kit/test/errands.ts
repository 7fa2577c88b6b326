import { Controller, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type JsonBody, contract, data, json, operation } from '#contracts/vocabulary';
import type { DatabaseSchema } from '#libs/database';
import { Implements, type ServiceDefinition } from '../src/index.ts';

/** The deadline of an urgent errand, in ms. */
export const URGENT_MS = 300;

const errands = contract('errands', {
  runErrand: operation({
    method: 'GET',
    path: '/v1/errands',
    summary: 'Runs an errand.',
    access: 'public',
    exposure: 'edge',
    responses: { 200: json('The result', data(z.string())) },
  }),
  runNamedErrand: operation({
    method: 'GET',
    path: '/v1/errands/{name}',
    summary: 'Runs the errand with a name.',
    access: 'public',
    exposure: 'edge',
    params: { name: z.string() },
    responses: { 200: json('The result', data(z.string())) },
  }),
  runUrgentErrand: operation({
    method: 'POST',
    path: '/v1/urgent-errands',
    summary: 'Runs an errand with a short deadline.',
    access: 'public',
    exposure: 'edge',
    deadlineMs: URGENT_MS,
    body: { errand: z.string() },
    responses: { 200: json('The result', data(z.string())) },
  }),
});

const { runErrand, runNamedErrand, runUrgentErrand } = errands.operations;

/** Tests set `run` to the work that the handler does for the next request. */
export const errand = { run: (_database: DataSource): Promise<string> => Promise.resolve('done') };

@Controller()
class ErrandsController {
  constructor(private readonly database: DataSource) {}

  @Implements(runErrand)
  async runErrand(): Promise<JsonBody<typeof runErrand>> {
    return { data: await errand.run(this.database) };
  }

  @Implements(runNamedErrand)
  async runNamedErrand(): Promise<JsonBody<typeof runNamedErrand>> {
    return { data: await errand.run(this.database) };
  }

  @Implements(runUrgentErrand)
  async runUrgentErrand(): Promise<JsonBody<typeof runUrgentErrand>> {
    return { data: await errand.run(this.database) };
  }
}

const schema: DatabaseSchema = { entities: [], migrations: [] };

@Module({ controllers: [ErrandsController] })
class ErrandsModule {}

export const errandsService: ServiceDefinition = {
  manifest: { name: 'errands', purpose: 'Runs errands.', owner: '@qred/test', port: 3997, database: true },
  contract: errands,
  module: () => Promise.resolve(ErrandsModule),
  schema,
};
