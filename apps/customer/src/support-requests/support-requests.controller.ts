import { Controller } from '@nestjs/common';
import { customerContract } from '#contracts/customer';
import type { HtmlReply, Output } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { contactPage } from '../pages/contact-page.ts';
import { receiptPage } from '../pages/receipt-page.ts';
import { SupportRequestsService } from './support-requests.service.ts';

const { showContactPage, createSupportRequest, showReceipt } = customerContract.operations;

@Controller()
export class SupportRequestsController {
  constructor(private readonly requests: SupportRequestsService) {}

  @Implements(showContactPage)
  showContactPage(): Promise<HtmlReply> {
    return Promise.resolve({ kind: 'html', status: 200, html: contactPage() });
  }

  @Implements(createSupportRequest)
  async createSupportRequest(
    @Validated() request: RequestTo<typeof createSupportRequest>,
  ): Promise<Output<typeof createSupportRequest>> {
    const receipt = await this.requests.create(request);
    if (request.mediaType === 'application/json') return { data: receipt };
    const location = showReceipt.path.replace('{reference}', receipt.reference);
    return { kind: 'redirect', status: 303, location };
  }

  @Implements(showReceipt)
  async showReceipt(@Validated() { params }: RequestTo<typeof showReceipt>): Promise<HtmlReply> {
    return { kind: 'html', status: 200, html: receiptPage(await this.requests.receipt(params.reference)) };
  }
}
