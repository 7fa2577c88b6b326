import { type SupportReceipt, customerContract } from '#contracts/customer';
import { html } from './html.ts';
import { page } from './page.ts';

const { showContactPage } = customerContract.operations;

/** What somebody sees who has written to us, or who has the link to the receipt. */
export function receiptPage({ reference, next_steps: nextSteps }: SupportReceipt): string {
  const title = 'We have got your message';
  return page(
    title,
    html`<h1>${title}</h1>
      <div class="receipt">
        <p>Your reference number</p>
        <p class="reference">${reference}</p>
      </div>
      <h2 class="next">What happens next</h2>
      <p>${nextSteps}</p>
      <p>Keep the reference number and quote it if you get in touch about the same thing.</p>
      <p><a class="action" href="${showContactPage.path}">Write another message</a></p>`,
  );
}
