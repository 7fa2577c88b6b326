import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const root = resolve(__dirname, '../../..');

it('tests and Node share one realm, so instanceof works for values from Node', () => {
  expect(structuredClone(new Error('of Node'))).toBeInstanceOf(Error);
  expect(structuredClone([])).toBeInstanceOf(Array);
});

it('a spec file leaves no fake timers, environment variables, exit code or loaded modules to the next spec file', () => {
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const options = [
    '-c',
    join(root, 'jest.unit.preset.js'),
    '--rootDir',
    join(__dirname, 'testing'),
    '--runInBand',
  ];
  const args = [jest, ...options, '--testRegex', String.raw`\.fixture\.ts$`];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(stripVTControlCharacters(stderr)).toMatch(/Tests: +2 passed, 2 total/);
  expect(status).toBe(0);
});
