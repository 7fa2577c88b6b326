import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { CryptoKey } from 'jose';
import { platformProblems } from '#contracts/vocabulary';
import { PinoLogger } from '#libs/logging';
import { ServiceConfig } from '#libs/configuration';
import { ProblemError, Readiness } from '#libs/runtime';
import { type KeySet, fetchKeySet } from './fetch-key-set.ts';

const FETCH_TIMEOUT_MS = 2_000;
/** How often keys are fetched while the issuer works (ms). A withdrawn key is accepted for at most this time. */
const REFRESH_MS = 5 * 60_000;
/** How long the last valid keys can be used while the issuer fails (ms). */
export const MAX_AGE_MS = 24 * 60 * 60_000;
/** The pause after a failed fetch, doubled with each failure (ms). */
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** Tokens with unknown keys cause at most this many fetches per window (ms). */
export const ON_DEMAND_FETCHES = 3;
export const ON_DEMAND_WINDOW_MS = 10_000;
/** After a fetch without the key, the key causes no further fetch for this time (ms). */
const UNKNOWN_MS = 5_000;
const MAX_UNKNOWN = 1_000;

/** The service can't check a token at the moment. */
export class UncheckedTokenError extends ProblemError {
  constructor(
    /** False if the issuer works, but tokens with unknown keys have reached the limit of fetches. */
    readonly issuerFails: boolean,
    retryAfterSeconds: number,
  ) {
    super(platformProblems.unavailable, 'Tokens cannot be checked at the moment; try again', {
      retryAfterSeconds,
    });
  }
}

interface Fetched {
  readonly keys: KeySet;
  readonly at: number;
}

/**
 * The issuer's public keys, fetched at boot and then in the background. A token whose key is known never waits. While
 * the issuer fails, the last valid keys can be used for MAX_AGE_MS (ADR 54).
 */
@Injectable()
export class SigningKeys implements OnModuleInit, OnApplicationShutdown {
  private fetched: Fetched | undefined;
  private fetching: Promise<boolean> | undefined;
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly stopped = new AbortController();
  private readonly onDemand: number[] = [];
  private readonly firstRequested = new Map<string, number>();

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

  /** Returns undefined if the key has not been fetched or is too old. */
  known(keyId: string): CryptoKey | undefined {
    return this.isUsable() ? this.fetched?.keys.get(keyId) : undefined;
  }

  /**
   * Returns undefined if the issuer has no such key. Fetches the keys if the id is unknown and the limit
   * ON_DEMAND_FETCHES is not reached. Throws UNAVAILABLE if a fetch was necessary, but failed or was not permitted.
   */
  async find(keyId: string): Promise<CryptoKey | undefined> {
    const known = this.known(keyId);
    if (known) return known;
    const since = this.rememberRequest(keyId);
    await this.fetching;
    if (!this.known(keyId) && !this.isConfirmedUnknown(since)) await this.fetchOnDemand();
    const found = this.known(keyId);
    if (found || this.isConfirmedUnknown(since)) return found;
    throw new UncheckedTokenError(this.failures > 0, this.secondsToNextFetch());
  }

  /**
   * Whether a recent fetch began after the first request for the key. If that fetch did not return the key, the key
   * is unknown.
   */
  private isConfirmedUnknown(since: number): boolean {
    return (
      this.fetched !== undefined && this.fetched.at >= since && Date.now() - this.fetched.at < UNKNOWN_MS
    );
  }

  private rememberRequest(keyId: string): number {
    const since = this.firstRequested.get(keyId) ?? Date.now();
    this.firstRequested.set(keyId, since);
    const [oldest] = this.firstRequested.keys();
    if (this.firstRequested.size > MAX_UNKNOWN && oldest !== undefined) this.firstRequested.delete(oldest);
    return since;
  }

  /** Waits for a fetch in progress. Otherwise starts a fetch, unless tokens have caused too many fetches. */
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

  /** Runs one fetch at a time. Returns whether the fetch succeeded, and never throws. */
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
        this.logger.warn({ err, failures: this.failures }, "The issuer's signing keys can't be fetched");
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
