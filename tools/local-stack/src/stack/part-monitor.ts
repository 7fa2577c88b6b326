import { connect } from 'node:net';

/** A part of the stack that can fail while the other parts run. */
export interface Part {
  readonly name: string;
  readonly logFile: string;
  /** Resolves if the part responds. */
  probe(signal: AbortSignal): Promise<void>;
}

export interface PartChange {
  readonly part: Pick<Part, 'name' | 'logFile'>;
  /** `down` if the process of the part ended, `silent` if it runs and does not respond, `back` if it responds again. */
  readonly state: 'down' | 'silent' | 'back';
  /** How the process ended: a signal or an exit code. */
  readonly how?: string;
}

const INTERVAL_MS = 1_000;
const PROBE_TIMEOUT_MS = 2_000;
/** The number of failed probes before a report, because one probe can fail on a busy machine. */
const FAILURES_UNTIL_SILENT = 2;

/** Probes the parts of a stack and reports each change once. */
export class PartMonitor {
  private readonly onChange: ((change: PartChange) => void) | undefined;
  private readonly stopped = new AbortController();
  private readonly failed = new Set<string>();
  private watching = false;

  constructor(onChange?: (change: PartChange) => void) {
    this.onChange = onChange;
  }

  /** Watches a part until the monitor stops. Before the first call, the monitor reports nothing. */
  watch(part: Part, intervalMs = INTERVAL_MS): void {
    this.watching = true;
    let failures = 0;
    const probe = async (): Promise<void> => {
      const wasFailed = this.failed.has(part.name);
      const responds = await this.responds(part);
      if (this.stopped.signal.aborted) return;
      failures = responds ? 0 : failures + 1;
      // A successful probe clears only a failure that existed before the probe.
      if (responds && wasFailed && this.failed.delete(part.name)) this.onChange?.({ part, state: 'back' });
      if (failures === FAILURES_UNTIL_SILENT) this.fail(part, 'silent');
      setTimeout(() => void probe(), intervalMs).unref();
    };
    void probe();
  }

  /** Reports that the process of a part has ended. */
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

/** Resolves if a URL responds with any status. */
export async function probeHttp(url: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal });
  await response.body?.cancel();
}

/** Asks whether PostgreSQL supports TLS. Its first process responds to this question without a password. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** Resolves if PostgreSQL responds at a port. */
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
