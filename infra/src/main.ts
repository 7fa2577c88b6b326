import { resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { checkRules } from './aws-solutions-rules.ts';
import { createDeployment, loadServices } from './deployment.ts';
import { addStacks } from './platform.ts';
import { settingsFrom } from './settings.ts';

const app = new App();
const services = await loadServices(resolve(import.meta.dirname, '../..'));
checkRules(app);
addStacks(app, createDeployment(settingsFrom(app.node), services));
app.synth();
