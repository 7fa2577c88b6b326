import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Jest writes the results into each project's folder. Nx restores the results of unchanged projects from its cache.
const root = resolve(import.meta.dirname, '..');
const files = globSync('{apps,libs,libs/contracts,tools}/*/*test-results.json', { cwd: root });
const infra = globSync('infra/*test-results.json', { cwd: root });
const results = [...files, ...infra].map((file) => JSON.parse(readFileSync(join(root, file), 'utf8')));

const sum = (count) => results.map(count).reduce((total, number) => total + number, 0);
const passed = sum(({ numPassedTests }) => numPassedTests);
const failed = sum(
  ({ numFailedTests, numRuntimeErrorTestSuites }) => numFailedTests + numRuntimeErrorTestSuites,
);
console.log(`${passed} passed, ${failed} failed`);
