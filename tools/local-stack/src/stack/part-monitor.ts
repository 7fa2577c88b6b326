import { connect } from 'node:net';

export interface Part {
  readonly name: string;
  readonly logFile: string;
  /** Rejects if the part does not respond. */
  probe(signal: AbortSignal): Promise<void>;
}

export interface PartChange {
  readonly part: Pick<Part, 'name' | 'logFile'>;
  /**
   * `down`: the process of the part has ended. `silent`: the process runs but does not respond. `back`: the
   * part responds again.
   */
  readonly state: 'down' | 'silent' | 'back';
  /** How the process ended: a signal or an exit code. */
  readonly how?: string;
}

const INTERVAL_MS = 1_000;
const PROBE_TIMEOUT_MS = 2_000;
/** The number of failed probes before the monitor reports a failure, because one probe can fail on a busy machine. */
const FAILURES_UNTIL_SILENT = 2;

/** Reports each change of a part's state once. */
export class PartMonitor {
  private readonly onChange: ((change: PartChange) => void) | undefined;
  private readonly stopped = new AbortController();
  private readonly failed = new Set<string>();
  private watching = false;

  constructor(onChange?: (change: PartChange) => void) {
    this.onChange = onChange;
  }

  /** Probes a part until the monitor stops. The monitor reports nothing before the first call. */
  watch(part: Part, intervalMs = INTERVAL_MS): void {
    this.watching = true;
    let failures = 0;
    const probe = async (): Promise<void> => {
      const wasFailed = this.failed.has(part.name);
      const responds = await this.responds(part);
      if (this.stopped.signal.aborted) return;
      failures = responds ? 0 : failures + 1;
      // A successful probe clears a failure only if the failure is older than the probe.
      if (responds && wasFailed && this.failed.delete(part.name)) this.onChange?.({ part, state: 'back' });
      if (failures === FAILURES_UNTIL_SILENT) this.fail(part, 'silent');
      setTimeout(() => void probe(), intervalMs).unref();
    };
    void probe();
  }

  died(part: PartChange['part'], how: string): void {
    this.fail(part, 'down', how);
  }

  stop(): Promise<void> {
    this.stopped.abort();
    return Promise.resolve();
  }

  private fail(part: PartChange['part'], state: 'down' | 'silent', how?: string): void {
    if (!this.watching || this.stopped.signal.aborted || (state === 'silent' && this.failed.has(part.name)))
      return;
    this.failed.add(part.name);
    this.onChange?.({ part, state, how });
  }

  private async responds(part: Part): Promise<boolean> {
    const signal = AbortSignal.any([this.stopped.signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)]);
    return part.probe(signal).then(
      () => true,
      () => false,
    );
  }
}

/** Any status counts as a response. */
export async function probeHttp(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal });
  await response.body?.cancel();
}

/** Asks whether PostgreSQL supports TLS. PostgreSQL responds to this question without a password. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

export function probePostgres(port: number, host: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host, signal });
    socket.once('connect', () => socket.write(SSL_REQUEST));
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The connection was closed')));
  });
}
