import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { StandInIssuer } from '#libs/stand-ins';
import { EVERY_ADDRESS, containerPorts, issuerUrl, membershipsUrl } from './container-network.ts';
import { findMemberAt } from '../issuer/memberships.ts';
import { runUntilStopped } from '../cli/run-until-stopped.ts';

const manifests = loadManifests(resolve(import.meta.dirname, '../../../..'));
const issuer: StandInIssuer = await StandInIssuer.start({
  host: EVERY_ADDRESS,
  port: containerPorts(manifests).issuer,
  name: issuerUrl(),
  findMember: (accountId) =>
    findMemberAt(membershipsUrl(manifests), (claims) => issuer.mint(claims))(accountId),
});
runUntilStopped(() => issuer.stop());
console.log('The issuer is up');
