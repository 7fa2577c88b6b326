import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { createDeployment } from './deployment.ts';
import { loadServices } from './load-services.ts';
import { addStacks } from './platform.ts';
import { checkRules } from './rules.ts';
import { settingsFrom } from './settings.ts';

const app = new App();
const services = await loadServices(resolve(import.meta.dirname, '../..'));
checkRules(app);
addStacks(app, createDeployment(settingsFrom(app.node), services));
app.synth();
