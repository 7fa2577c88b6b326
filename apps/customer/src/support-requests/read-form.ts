import { z } from 'zod';
import { contact, message } from '#contracts/customer';
import { type FieldError, IDEMPOTENCY_KEY_FIELD, readIdempotencyKey } from '#contracts/vocabulary';
import type { FilledForm } from '../pages/contact-page.ts';

/**
 * What was typed into a field; a browser sends one text, and of anything else the first text is kept. Browsers hold
 * people to the longest text, where a line break that is sent as two characters counts as one; so twice as much is all
 * that anybody typed, and the page has a bounded size.
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

/** The key of a form; undefined where it has none that may be sent again. */
function keyOf(body: unknown): string | undefined {
  const form = keyedForm.safeParse(body);
  const read = readIdempotencyKey(form.success ? [form.data[IDEMPOTENCY_KEY_FIELD]] : []);
  return read.ok ? read.key : undefined;
}
