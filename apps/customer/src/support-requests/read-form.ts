import { z } from 'zod';
import { contact, message } from '#contracts/customer';
import { type FieldError } from '#contracts/vocabulary';
import { IDEMPOTENCY_KEY_FIELD, readIdempotencyKey } from '#libs/http-rules';
import type { FilledForm } from '../pages/contact-page.ts';

/**
 * Uses the first text if the field is repeated. Cuts the text at twice the maximum length, to limit the size of the
 * page. Valid input always fits: a browser sends two characters for a line break, but the limit counts one.
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

/** Keeps only the first error of each field. Ignores errors without a field. */
export function readForm(body: unknown, errors: readonly FieldError[]): FilledForm {
  const faultOf = (field: string) => errors.find(({ pointer }) => pointer === `/${field}`)?.detail;
  return {
    values: typedForm.parse(body),
    faults: { contact: faultOf('contact'), message: faultOf('message') },
    idempotencyKey: keyOf(body),
  };
}

const keyedForm = z.object({ [IDEMPOTENCY_KEY_FIELD]: z.unknown() });

function keyOf(body: unknown): string | undefined {
  const form = keyedForm.safeParse(body);
  const read = readIdempotencyKey(form.success ? [form.data[IDEMPOTENCY_KEY_FIELD]] : []);
  return read.ok ? read.key : undefined;
}
