import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

const LINES = 10_000;

/** Writes 10 MB at once, then lives until the dropped lines are reported. */
const PROGRAM = `
  import { standardOutput } from ${JSON.stringify(join(__dirname, 'standard-output.ts'))};
  const alive = setInterval(() => undefined, 1_000);
  standardOutput.onDropped((lines) => {
    process.stderr.write(String(lines));
    clearInterval(alive);
  });
  for (let line = 0; line < ${LINES}; line += 1) standardOutput.write('x'.repeat(1_023) + '\\n');
  process.stderr.write('dropped ' + standardOutput.dropped + ', reported ');
`;

it('reports the dropped lines when the reader of standard output catches up', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], { timeout: 20_000 });
  const errors = text(child.stderr);
  await delay(500);
  const [lines] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const [, dropped = '', reported] = /^dropped (\d+), reported (\d+)$/.exec(await errors) ?? [];
  expect(Number(dropped)).toBeGreaterThan(1_000);
  expect(reported).toBe(dropped);
  expect(lines.split('\n').length - 1).toBe(LINES - Number(dropped));
});
