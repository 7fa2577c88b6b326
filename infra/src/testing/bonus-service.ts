import { z } from 'zod';
import { contract, data, identifier, json, operation } from '#contracts/vocabulary';
import { parseManifest } from '#libs/manifest';
import type { Service } from '../deployment.ts';

/** A fictional service. The app's code doesn't know its name. */
export const bonusService: Service = {
  manifest: parseManifest({
    name: 'bonus-points',
    purpose: 'Points that companies collect.',
    owner: '@qred/test',
    // This port is far from the ports that the generator assigns next.
    port: 3200,
    calls: ['card'],
    database: true,
    bucket: 'read-write',
  }),
  contract: contract('bonus-points', {
    getPoints: operation({
      method: 'GET',
      path: '/v1/accounts/{account_id}/points',
      summary: 'Returns the points of a company.',
      access: 'member',
      exposure: 'edge',
      params: { account_id: identifier },
      responses: { 200: json('The points', data(z.object({ points: z.int() }))) },
    }),
  }),
};
