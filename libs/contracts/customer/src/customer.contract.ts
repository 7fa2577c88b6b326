import {
  contract,
  data,
  html,
  identifier,
  json,
  operation,
  problemType,
  redirect,
  secretParameters,
} from '#contracts/vocabulary';
import { examples } from './customer.examples.ts';
import { contact, message, supportReceipt } from './support-request.schemas.ts';

/** The maximum number of calls per minute from one address, for each public operation. */
const RATE_LIMIT = 60;

export const receiptNotFound = problemType({
  code: 'RECEIPT_NOT_FOUND',
  status: 404,
  title: 'There is no request with this reference',
});

export const customerContract = contract('customer', {
  showContactPage: operation({
    method: 'GET',
    path: '/customer/contact_page',
    summary: "Shows the form for messages to Qred's support.",
    access: 'public',
    exposure: 'edge',
    rateLimit: RATE_LIMIT,
    responses: { 200: html('The contact form') },
  }),
  createSupportRequest: operation({
    method: 'POST',
    path: '/v1/support-requests',
    referencePath: '/customer/contact',
    summary: "Sends a message to Qred's support, and returns its reference number and what happens next.",
    access: 'public',
    exposure: 'edge',
    rateLimit: RATE_LIMIT,
    idempotencyKey: 'optional',
    accepts: ['application/json', 'application/x-www-form-urlencoded'],
    body: {
      contact: contact.describe(
        'How to reach the sender: an email address, a telephone number, or anything else',
      ),
      message: message.describe('What it is about'),
    },
    responses: {
      201: json('The request is stored', data(supportReceipt), {
        location: '/customer/receipts/{reference}',
      }),
      303: redirect('The form was sent; the receipt is at Location'),
      422: html('The form again, with the entered texts and their errors'),
    },
    examples: examples.createSupportRequest,
  }),
  showReceipt: operation({
    method: 'GET',
    path: '/customer/receipts/{reference}',
    summary: 'Shows the reference number of a message that was sent, and what happens next.',
    access: 'public',
    exposure: 'edge',
    rateLimit: RATE_LIMIT,
    params: {
      reference: identifier
        .describe('The reference number of the message')
        .register(secretParameters, { secret: true }),
    },
    responses: { 200: html('The receipt') },
    problems: [receiptNotFound],
  }),
});
