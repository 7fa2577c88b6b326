import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

function run(program: string, ...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [join(__dirname, program), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return { status, stderr };
}

it.each([
  ['logs/logs.main.ts', [], 'Give one request id'],
  ['logs/logs.main.ts', ['one', 'two'], 'Give one request id'],
  ['logs/logs.main.ts', ['one', '--stage', 'test'], 'stage'],
  ['logs/logs.main.ts', ['one', '--stage', 'dev', '--since', '2 days'], '2 days is not a duration'],
  ['figures/dora.main.ts', ['--json', '--markdown'], 'Choose one of --json and --markdown'],
  ['figures/dora.main.ts', ['--since', 'yesterday'], '--since yesterday is not a period'],
  ['figures/dora.main.ts', [], 'Set GITHUB_REPOSITORY to owner/name, and GITHUB_TOKEN'],
  ['figures/dora.main.ts', ['--service', 'cards', '--sample'], 'There is no service cards'],
  ['figures/incident.main.ts', ['--end'], '--service is missing. See npm run incident -- --help.'],
  ['pipeline/deploy.main.ts', ['--stage', 'dev'], '--service is missing. See npm run ci:deploy -- --help.'],
  ['pipeline/plan.main.ts', ['--stage', ''], '--stage is missing'],
  ['pipeline/checks.main.ts', ['--base', 'main'], 'main is not the full sha of a commit'],
])('%s with the arguments %j fails, and shows the correct usage', (program, args, message) => {
  const { status, stderr } = run(program, ...args);
  expect(stderr).toContain(message);
  expect(stderr.split('\n')[0]).toMatch(/^✖ /);
  expect(status).toBe(1);
});

describe('npm run ci:plan -- --approval', () => {
  let github: Server;

  beforeAll(async () => {
    github = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end('{"protection_rules":[]}');
    });
    await once(github.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => github.close());

  it('fails if the environment has no reviewers', async () => {
    const address = github.address();
    const port = typeof address === 'object' && address?.port;
    const program = join(__dirname, 'pipeline/plan.main.ts');
    const planned = promisify(execFile)(
      process.execPath,
      [program, '--stage', 'production', '--approval', 'production-approval'],
      {
        env: {
          PATH: process.env.PATH,
          GITHUB_REPOSITORY: 'qred/platform',
          GITHUB_TOKEN: 'a-token',
          GITHUB_API_URL: `http://127.0.0.1:${port}`,
        },
      },
    );
    // The error's message contains the program's output.
    await expect(planned).rejects.toThrow('no required reviewers');
  });
});
