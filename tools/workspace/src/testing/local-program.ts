import { type ChildProcess, spawn } from 'node:child_process';

/** Runs a program of the workspace in a process group, until `stop`. */
export class LocalProgram {
  private output = '';
  private readonly child: ChildProcess;

  constructor(root: string, command: readonly string[], environment: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, command, { cwd: root, env: environment, detached: true });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /**
   * Waits for output that matches `pattern`, and returns the first capture group. Throws an Error with all
   * output if the program ends.
   */
  async waitForOutput(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.output)?.[1];
      if (found !== undefined) return found;
      if (this.child.exitCode !== null)
        throw new Error(`The program ended before it printed ${String(pattern)}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The output since the start or since the last `forgetOutput`. */
  get printed(): string {
    return this.output;
  }

  /** After this call, `waitForOutput` ignores earlier output. */
  forgetOutput(): void {
    this.output = '';
  }

  async stop(): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined || this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    process.kill(-pid, 'SIGINT');
    await ended;
  }
}
