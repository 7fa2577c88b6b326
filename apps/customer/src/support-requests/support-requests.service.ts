import { Injectable } from '@nestjs/common';
import { type SupportReceipt, receiptNotFound } from '#contracts/customer';
import type { Caller } from '#libs/auth';
import { Clock, ProblemError } from '#libs/runtime';
import { newReference } from './reference.ts';
import { SupportRequestsRepository } from './support-requests.repository.ts';

/** The same for every request, because a receipt tells nothing of what was written. */
const NEXT_STEPS = 'We read every message within one working day and answer the way you asked to be reached.';

@Injectable()
export class SupportRequestsService {
  constructor(
    private readonly requests: SupportRequestsRepository,
    private readonly clock: Clock,
  ) {}

  /** Stores what somebody wrote, with the accounts of the caller who is signed in. */
  async create(
    { contact, message }: { readonly contact: string; readonly message: string },
    caller: Caller,
  ): Promise<SupportReceipt> {
    const sender =
      caller.kind === 'member'
        ? { userId: caller.userId, accountIds: [...caller.accountIds] }
        : { userId: null, accountIds: [] };
    const reference = newReference();
    await this.requests.insert({ reference, contact, message, ...sender, createdAt: this.clock.now() });
    return receiptOf(reference);
  }

  /** Throws RECEIPT_NOT_FOUND for a reference that was not given out. */
  async receipt(reference: string): Promise<SupportReceipt> {
    if (await this.requests.exists(reference)) return receiptOf(reference);
    throw new ProblemError(receiptNotFound, 'Check the reference number that you were given');
  }
}

function receiptOf(reference: string): SupportReceipt {
  return { reference, next_steps: NEXT_STEPS };
}
