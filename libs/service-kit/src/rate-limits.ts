import { Injectable } from '@nestjs/common';
import { Address6 } from 'ip-address';
import { isIPv6 } from 'node:net';
import { type Operation, rateLimitOf } from '#contracts/vocabulary';
import { type Caller, idOfCaller } from '#libs/auth';
import { ServiceConfig } from '#libs/configuration';
import { CallCounts } from './call-counts.ts';

const WINDOW_SECONDS = 60;
/** Invalid tokens per address and minute. */
const FAILED_AUTHENTICATIONS = 60;
/** An IPv6 subscriber has at least a /64 network, so all addresses of a /64 network count as one address. */
const SUBSCRIBER_PREFIX = 64;

export interface Quota {
  readonly name: string;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** The seconds until the window ends, at least 1. */
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}

/** The address is undefined if the caller has disconnected. */
interface Sender {
  readonly ip: string | undefined;
}

/** Limits the calls per minute, for each caller and operation. The count is per process. */
@Injectable()
export class RateLimits {
  private readonly callers = new CallCounts(WINDOW_SECONDS * 1000);
  // Separate counts for anonymous calls. Otherwise, a caller with many addresses could cause the removal of the counts
  // of signed-in callers.
  private readonly addresses = new CallCounts(WINDOW_SECONDS * 1000);
  private readonly failures = new CallCounts(WINDOW_SECONDS * 1000);

  constructor(private readonly config: ServiceConfig) {}

  /** All paths of an operation share one count. Anonymous callers are counted by address. */
  countCall(operation: Operation, caller: Caller, sender: Sender): Quota {
    const { id } = operation;
    const limit = rateLimitOf(operation);
    if (caller.kind === 'anonymous')
      return this.count(this.addresses, `${id} ${networkOf(sender)}`, id, limit);
    return this.count(this.callers, `${id} ${caller.kind} ${idOfCaller(caller)}`, id, limit);
  }

  countFailedAuthentication(sender: Sender): Quota {
    return this.count(this.failures, networkOf(sender), 'failed-authentications', FAILED_AUTHENTICATIONS);
  }

  private count(counts: CallCounts, key: string, name: string, declared: number): Quota {
    const limit = Math.max(declared, this.config.rateLimitPerMinute ?? 0);
    const { calls, endsInMs } = counts.count(key);
    return {
      name,
      limit,
      windowSeconds: WINDOW_SECONDS,
      remaining: Math.max(0, limit - calls),
      resetSeconds: Math.max(1, Math.ceil(endsInMs / 1000)),
      isExceeded: calls > limit,
    };
  }
}

/** Returns an IPv4 address, which can be mapped into IPv6. For other IPv6 addresses, returns the network. */
function networkOf({ ip: address }: Sender): string {
  if (address === undefined) return 'disconnected';
  if (!address.includes(':') || !isIPv6(address)) return address;
  const parsed = new Address6(address);
  if (parsed.isMapped4()) return parsed.to4().correctForm();
  return new Address6(`${parsed.correctForm()}/${SUBSCRIBER_PREFIX}`).startAddress().correctForm();
}
