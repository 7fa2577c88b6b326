import { z } from 'zod';
import { contact, message } from '#contracts/customer';
import { type FieldError } from '#contracts/vocabulary';
import { IDEMPOTENCY_KEY_FIELD, readIdempotencyKey } from '#libs/http-rules';
import type { FilledForm } from '../pages/contact-page.ts';

/**
 * The text of a field, or the first of several texts. It is cut at twice the maximum length, to limit the size of the
 * page. Twice the length is enough for all valid input, because a browser counts a line break as one character but
 * sends two.
 */
function typedText({ maxLength }: z.ZodString): z.ZodType<string> {
  return z
    .union([z.string(), z.array(z.string()).transform(([first = '']) => first)])
    .catch('')
    .transform((text) => text.slice(0, 2 * (maxLength ?? 0)));
}

const typedForm = z
  .object({ contact: typedText(contact), message: typedText(message) })
  .catch({ contact: '', message: '' });

/** A submitted form with the first error of each field. Other errors concern the form as a whole. */
export function readForm(body: unknown, errors: readonly FieldError[]): FilledForm {
  const faultOf = (field: string) => errors.find(({ pointer }) => pointer === `/${field}`)?.detail;
  return {
    values: typedForm.parse(body),
    faults: { contact: faultOf('contact'), message: faultOf('message') },
    idempotencyKey: keyOf(body),
  };
}

const keyedForm = z.object({ [IDEMPOTENCY_KEY_FIELD]: z.unknown() });

/** The idempotency key of a form. Undefined if the key is missing or invalid. */
function keyOf(body: unknown): string | undefined {
  const form = keyedForm.safeParse(body);
  const read = readIdempotencyKey(form.success ? [form.data[IDEMPOTENCY_KEY_FIELD]] : []);
  return read.ok ? read.key : undefined;
}
