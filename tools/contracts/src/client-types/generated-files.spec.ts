import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

describe("the client's generated types", () => {
  it('are what the contracts say', () => {
    const args = ['tools/contracts/src/client-types/main.ts', '--check'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
