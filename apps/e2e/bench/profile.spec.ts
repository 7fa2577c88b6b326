import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { summarize } from './profile.ts';

const directory = mkdtempSync(join(tmpdir(), 'qred-profile-'));
const bundle = join(directory, 'main.js');
const file = join(directory, 'service.cpuprofile');

afterAll(() => rmSync(directory, { recursive: true }));

it('summarize adds up the busy time of the last seconds, by package and by function', () => {
  writeFileSync(
    bundle,
    '// node_modules/@scope/pack/a.js\nfunction a() {}\n// libs/rpc/src/b.ts\nfunction b() {}\n',
  );
  const frame = (id: number, functionName: string, url: string, lineNumber: number) => ({
    id,
    callFrame: { functionName, url, lineNumber },
  });
  const { href } = pathToFileURL(bundle);
  const nodes = [
    frame(1, 'a', href, 1),
    frame(2, 'b', href, 3),
    frame(3, '(idle)', '', -1),
    frame(4, 'query', 'file:///x/node_modules/pg/node_modules/deep/q.js', 9),
  ];
  // The first sample is one second too old to count.
  writeFileSync(
    file,
    JSON.stringify({ nodes, samples: [2, 1, 3, 2, 4], timeDeltas: [9e6, 500_000, 1e6, 300_000, 200_000] }),
  );
  expect(summarize(file, 2)).toEqual({
    packages: [
      ['@scope/pack', 0.5],
      ['libs/rpc', 0.3],
      ['deep', 0.2],
    ],
    functions: [
      ['a (@scope/pack)', 0.5],
      ['b (libs/rpc)', 0.3],
      ['query (deep)', 0.2],
    ],
  });
});
