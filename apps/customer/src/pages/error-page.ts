import { customerContract } from '#contracts/customer';
import { type HtmlReply, platformProblems } from '#contracts/vocabulary';
import { html } from '#libs/html';
import type { FailedPage } from '#libs/service-kit';
import { readForm } from '../support-requests/read-form.ts';
import { type Notice, contactPage } from './contact-page.ts';
import { page } from './page.ts';

const { createSupportRequest, showContactPage } = customerContract.operations;

const FAULTY_FORM = 422;

/** By status. For any other status, the page shows the title and detail of the problem. */
const explanations: Readonly<Record<number, Notice>> = {
  400: {
    title: 'We could not read this address',
    text: 'Check the link, or start again from the contact page.',
  },
  405: { title: 'This address cannot be opened that way', text: 'Start again from the contact page.' },
  413: {
    title: 'Your message is too large',
    text: 'Go back, shorten the message and send it again. It was not sent.',
  },
  415: { title: 'We could not read the form', text: 'Go back and send it again. It was not sent.' },
  429: { title: 'Too many requests', text: 'Wait a minute, then try again.' },
  500: { title: 'Something went wrong', text: 'The error is on our side. Try again later.' },
  503: { title: 'This page is not available right now', text: 'Wait a moment, then try again.' },
};

const notices: Readonly<Record<number, Notice>> = {
  409: {
    title: 'Your message is being sent',
    text: 'Wait a moment, then send it again to see the reference number. We keep it once.',
  },
  429: {
    title: 'Your message was not sent',
    text: 'You have sent several messages in a short time. Wait a minute, then send this one again.',
  },
  503: {
    title: 'Your message may not have been sent',
    text: 'Our system does not respond right now. Your text is still here. Wait a moment, then send it again: we keep it once, however often you send it.',
  },
};

const SENT_BEFORE: Notice = {
  title: 'Your message was not sent',
  text: 'You have sent this form before with another text. If this is a new message, send it again.',
};

const NOT_SENT: Notice = {
  title: 'Your message was not sent',
  text: 'Something went wrong. Your text is still here. Please send it again.',
};

/**
 * Shows a form again with the typed text, so that the person doesn't lose the text. For other failed requests, returns
 * a page that explains the error.
 */
export function errorPage(failure: FailedPage): HtmlReply {
  const { operation, body } = failure;
  const isForm = operation?.id === createSupportRequest.id && typeof body === 'object' && body !== null;
  return isForm ? formAgain(failure) : explanation(failure);
}

function formAgain({ problem, errors, body }: FailedPage): HtmlReply {
  if (problem === platformProblems.invalidRequest)
    return { kind: 'html', status: FAULTY_FORM, html: contactPage(readForm(body, errors ?? [])) };
  if (problem === platformProblems.idempotencyKeyReused) {
    // The service has stored the old key with a different text, so it would refuse the old key again.
    const filled = { ...readForm(body, []), idempotencyKey: undefined, notice: SENT_BEFORE };
    return { kind: 'html', status: problem.status, html: contactPage(filled) };
  }
  const notice = notices[problem.status] ?? NOT_SENT;
  return { kind: 'html', status: problem.status, html: contactPage({ ...readForm(body, []), notice }) };
}

function explanation({ problem, detail }: FailedPage): HtmlReply {
  const { title, text } = explanations[problem.status] ?? { title: problem.title, text: `${detail}.` };
  const content = html`<h1>${title}</h1>
    <p>${text}</p>
    <p><a class="action" href="${showContactPage.path}">Go to the contact page</a></p>`;
  return { kind: 'html', status: problem.status, html: page(title, content) };
}
