import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { CryptoKey } from 'jose';
import { platformProblems } from '#contracts/vocabulary';
import { PinoLogger } from '#libs/logging';
import { ServiceConfig } from '#libs/configuration';
import { ProblemError, Readiness } from '#libs/runtime';
import { type KeySet, fetchKeySet } from './fetch-key-set.ts';

/** How long the issuer may take to send its keys (ms). */
const FETCH_TIMEOUT_MS = 2_000;
/** How often keys are fetched while all goes well (ms): the longest time for which a withdrawn key is still accepted. */
const REFRESH_MS = 5 * 60_000;
/** How long the last good keys are used while the issuer fails (ms). */
export const MAX_AGE_MS = 24 * 60 * 60_000;
/** The pause after a failed fetch, doubled with each failure (ms). */
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** Tokens with an unknown key cause at most so many fetches in so long a time (ms). */
export const ON_DEMAND_FETCHES = 3;
export const ON_DEMAND_WINDOW_MS = 10_000;
/** How long a key that the issuer did not have counts as unknown without another fetch (ms). */
const UNKNOWN_MS = 5_000;
const MAX_UNKNOWN = 1_000;

interface Fetched {
  readonly keys: KeySet;
  readonly at: number;
}

/**
 * The issuer's public keys. They are fetched at boot and then in the background; a token whose key is known never
 * waits. Good keys are replaced by good keys only and stay valid for MAX_AGE_MS while the issuer fails (ADR 54).
 */
@Injectable()
export class SigningKeys implements OnModuleInit, OnApplicationShutdown {
  private fetched: Fetched | undefined;
  private fetching: Promise<boolean> | undefined;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly stopped = new AbortController();
  /** When the latest fetches that a token caused began, oldest first. */
  private readonly onDemand: number[] = [];
  /** When each unknown key was first asked for. */
  private readonly firstAsked = new Map<string, number>();

  constructor(
    private readonly config: ServiceConfig,
    private readonly readiness: Readiness,
    private readonly logger: PinoLogger,
  ) {
    this.logger.setContext(SigningKeys.name);
  }

  async onModuleInit(): Promise<void> {
    this.readiness.require('signing-keys', () => Promise.resolve(this.fetched !== undefined));
    await this.refresh();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.stopped.abort();
  }

  /** The key with this id if it has been fetched and is not too old. */
  known(keyId: string): CryptoKey | undefined {
    return this.isUsable() ? this.fetched?.keys.get(keyId) : undefined;
  }

  /**
   * The key with this id; undefined if the issuer has no such key. Asks the issuer about an unknown key as often as
   * ON_DEMAND_FETCHES permits. Throws UNAVAILABLE while the issuer fails, and for a key that may be newer than the
   * last permitted fetch.
   */
  async find(keyId: string): Promise<CryptoKey | undefined> {
    const known = this.known(keyId);
    if (known) return known;
    const since = this.rememberAsked(keyId);
    await this.fetching;
    if (!this.known(keyId) && !this.isConfirmedUnknown(since)) await this.fetchOnDemand();
    const found = this.known(keyId);
    if (found || this.isConfirmedUnknown(since)) return found;
    throw new ProblemError(
      platformProblems.unavailable,
      'Tokens cannot be checked at the moment; try again',
      {
        retryAfterSeconds: this.secondsToNextFetch(),
      },
    );
  }

  /** Whether the issuer was asked after somebody first wanted the key, and not too long ago to rely on that. */
  private isConfirmedUnknown(since: number): boolean {
    return (
      this.fetched !== undefined && this.fetched.at >= since && Date.now() - this.fetched.at < UNKNOWN_MS
    );
  }

  private rememberAsked(keyId: string): number {
    const since = this.firstAsked.get(keyId) ?? Date.now();
    this.firstAsked.set(keyId, since);
    const [oldest] = this.firstAsked.keys();
    if (this.firstAsked.size > MAX_UNKNOWN && oldest !== undefined) this.firstAsked.delete(oldest);
    return since;
  }

  /** Joins the fetch that is under way, or begins one unless tokens have caused too many. */
  private async fetchOnDemand(): Promise<void> {
    if (!this.fetching) {
      const now = Date.now();
      while ((this.onDemand[0] ?? now) <= now - ON_DEMAND_WINDOW_MS) this.onDemand.shift();
      if (this.onDemand.length >= ON_DEMAND_FETCHES) return;
      this.onDemand.push(now);
    }
    await this.refresh();
  }

  private secondsToNextFetch(): number {
    const [oldest] = this.onDemand;
    if (oldest === undefined || this.onDemand.length < ON_DEMAND_FETCHES) return 1;
    return Math.max(1, Math.ceil((oldest + ON_DEMAND_WINDOW_MS - Date.now()) / 1000));
  }

  /** Fetches the keys, once at a time; whether that succeeded. Never throws. */
  private refresh(): Promise<boolean> {
    clearTimeout(this.timer);
    this.fetching ??= this.fetchKeys().finally(() => {
      this.fetching = undefined;
      this.schedule();
    });
    return this.fetching;
  }

  private async fetchKeys(): Promise<boolean> {
    const at = Date.now();
    const signal = AbortSignal.any([AbortSignal.timeout(FETCH_TIMEOUT_MS), this.stopped.signal]);
    try {
      this.fetched = { keys: await fetchKeySet(this.config.auth.jwksUrl, signal), at };
      this.failures = 0;
      return true;
    } catch (err) {
      this.failures += 1;
      if (!this.stopped.signal.aborted)
        this.logger.warn(
          { err, failures: this.failures },
          'The signing keys of the issuer can not be fetched',
        );
      return false;
    }
  }

  private schedule(): void {
    if (this.stopped.signal.aborted) return;
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (this.failures - 1), LAST_RETRY_MS);
    const jitter = 0.75 + Math.random() / 4;
    this.timer = setTimeout(() => void this.refresh(), (this.failures === 0 ? REFRESH_MS : retryMs) * jitter);
    this.timer.unref();
  }

  private isUsable(): boolean {
    return this.fetched !== undefined && Date.now() - this.fetched.at < MAX_AGE_MS;
  }
}
