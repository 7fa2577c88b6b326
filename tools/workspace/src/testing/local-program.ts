import { type ChildProcess, spawn } from 'node:child_process';

/** A program of the workspace that runs until it is stopped, in a process group of its own. */
export class LocalProgram {
  private output = '';
  private readonly child: ChildProcess;

  constructor(root: string, command: readonly string[], environment: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, command, { cwd: root, env: environment, detached: true });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** What the group of a pattern stands for, once it is printed. Throws an Error with all output if it ends before. */
  async printed(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.output)?.[1];
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`It ended before it said that:\n${this.output}`);
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
