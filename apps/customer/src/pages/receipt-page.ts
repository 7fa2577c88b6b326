import { type SupportReceipt, customerContract } from '#contracts/customer';
import { html } from '#libs/html';
import { page } from './page.ts';

const { showContactPage } = customerContract.operations;

/** Anyone who has the link can open this page. */
export function receiptPage({ reference, next_steps: nextSteps }: SupportReceipt): string {
  const title = 'We have received your message';
  return page(
    title,
    html`<h1>${title}</h1>
      <div class="receipt">
        <p>Your reference number</p>
        <p class="reference">${reference}</p>
      </div>
      <h2 class="next">What happens next</h2>
      <p>${nextSteps}</p>
      <p>Keep the reference number and quote it if you contact us again about this message.</p>
      <p><a class="action" href="${showContactPage.path}">Write another message</a></p>`,
  );
}
