import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type SupportReceipt, customerContract, receiptNotFound, supportReceipt } from '#contracts/customer';
import { Clock, ProblemError } from '#libs/runtime';
import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes, changed } from '#libs/writes';
import { newReference } from './reference.ts';
import { SupportRequestsRepository } from './support-requests.repository.ts';

const { createSupportRequest } = customerContract.operations;

/** Every receipt contains this text. A receipt does not contain the customer's message. */
const NEXT_STEPS = 'We read every message within one working day and answer the way you asked to be reached.';

@Injectable()
export class SupportRequestsService {
  constructor(
    private readonly requests: SupportRequestsRepository,
    private readonly clock: Clock,
    private readonly writes: Writes,
  ) {}

  /**
   * Stores the accounts of a signed-in sender too. If a person sends a form twice, the second request waits for the
   * first request. Throws the errors of `Writes.run`.
   */
  create(request: RequestTo<typeof createSupportRequest>): Promise<SupportReceipt> {
    const isForm = request.mediaType === 'application/x-www-form-urlencoded';
    return this.writes.run(
      {
        operation: createSupportRequest,
        request,
        result: supportReceipt,
        ...(isForm && { whileInUse: 'wait' }),
      },
      (manager) => this.insert(manager, request),
    );
  }

  private async insert(
    manager: EntityManager,
    { body, caller }: RequestTo<typeof createSupportRequest>,
  ): Promise<Outcome<SupportReceipt>> {
    const { contact, message } = body;
    const sender =
      caller.kind === 'member'
        ? { userId: caller.userId, accountIds: [...caller.accountIds] }
        : { userId: null, accountIds: [] };
    const reference = newReference();
    const createdAt = this.clock.now();
    await this.requests.insert(manager, { reference, contact, message, ...sender, createdAt });
    return changed(receiptOf(reference), {
      entity: 'support_request',
      entityId: reference,
      accountId: null,
      changedFields: ['contact', 'message', 'user_id', 'account_ids', 'created_at'],
    });
  }

  /** Throws RECEIPT_NOT_FOUND for an unknown reference. */
  async receipt(reference: string): Promise<SupportReceipt> {
    if (await this.requests.exists(reference)) return receiptOf(reference);
    throw new ProblemError(receiptNotFound, 'Check the reference number');
  }
}

function receiptOf(reference: string): SupportReceipt {
  return { reference, next_steps: NEXT_STEPS };
}
