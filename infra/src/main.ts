import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { loadContracts } from '#libs/contract-catalog';
import { loadManifests } from '#libs/manifest';
import { createDeployment } from './deployment.ts';
import { addStacks } from './platform.ts';
import { checkRules } from './rules.ts';
import { settingsFrom } from './settings.ts';

const app = new App();
const manifests = loadManifests(resolve(import.meta.dirname, '../..'));
const contracts = await loadContracts(manifests);
const services = manifests.flatMap((manifest, index) => {
  const contract = contracts[index];
  return contract ? [{ manifest, contract }] : [];
});
checkRules(app);
addStacks(app, createDeployment(settingsFrom(app.node), services));
app.synth();
