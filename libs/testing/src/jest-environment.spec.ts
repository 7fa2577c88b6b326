import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

function reportOfFixture(): string {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const options = ['-c', join(root, 'jest.unit.preset.js'), '--rootDir', __dirname];
  const environment = ['--testEnvironment', join(__dirname, 'jest-environment.ts')];
  const fixture = ['--testRegex', String.raw`failing-test\.fixture\.ts$`];
  const args = [jest, ...options, ...environment, ...fixture];
  const env = { ...process.env, FORCE_COLOR: '0' };
  return spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' }).stderr;
}

it("the Jest environment shows a service's error once, below the failed expectation, with the error's cause and line", () => {
  const report = reportOfFixture();
  expect(report).toMatch(/Expected: 200\s+Received: 500\s+books logged "Something went wrong":/);
  expect(report).toMatch(
    /TypeError: The shelf is full\s+in libs\/testing\/src\/failing-test\.fixture\.ts:7 addShelf/,
  );
  expect(report).toMatch(/caused by\s+Error: There are 12 books/);
  expect(report.match(/books logged/g)).toHaveLength(1);
  expect(report).not.toMatch(/another test/);
  expect(report).toMatch(/> 27 \|\s+expect\(500\)\.toBe\(200\)/);
});
