import { z } from 'zod';
import type { FieldError } from '#contracts/vocabulary';
import type { FilledForm } from '../pages/contact-page.ts';

/** What was typed into a field; a browser sends one text, and of anything else the first text is kept. */
const typedText = z.union([z.string(), z.array(z.string()).transform(([first = '']) => first)]).catch('');

const typedForm = z.object({ contact: typedText, message: typedText }).catch({ contact: '', message: '' });

/** A form as it was sent, with the first fault of each field; what is wrong elsewhere is told as a whole. */
export function readForm(body: unknown, errors: readonly FieldError[]): FilledForm {
  const faultOf = (field: string) => errors.find(({ pointer }) => pointer === `/${field}`)?.detail;
  return {
    values: typedForm.parse(body),
    faults: { contact: faultOf('contact'), message: faultOf('message') },
  };
}
