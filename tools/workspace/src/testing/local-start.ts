import { type ChildProcess, spawn } from 'node:child_process';

/** `npm start` in a process group of its own. */
export class LocalStart {
  private output = '';
  private readonly child: ChildProcess;

  constructor(root: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, ['tools/local-stack/src/main.ts', ...args], {
      cwd: root,
      env: environment,
      detached: true,
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** The token in the line that it prints when everything runs. Throws an Error with its output if it ends before. */
  async token(): Promise<string> {
    for (;;) {
      const token = /Authorization: Bearer ([^'\s]+)/.exec(this.output)?.[1];
      if (token !== undefined) return token;
      if (this.child.exitCode !== null) throw new Error(`It ended before everything ran:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Does what Ctrl-C does: the signal goes to the whole group. */
  async stop(): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined || this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    process.kill(-pid, 'SIGINT');
    await ended;
  }
}
