import { z } from 'zod';
import { identifier } from '#contracts/vocabulary';

/** A form sends each line break as two characters; it counts as one, as it does where it was typed. */
const oneCharacterPerLineBreak = (text: string): string => text.replaceAll('\r\n', '\n');

/** No control characters but line breaks and tabs, which PostgreSQL and people can read. */
const readable = /^[^\p{Cc}]*$/u;
const readableLines = /^(?:[^\p{Cc}]|[\t\r\n])*$/u;

export const contact = z
  .string('Tell us how to reach you')
  .trim()
  .min(1, 'Tell us how to reach you')
  .max(200, 'Use at most 200 characters')
  .regex(readable, 'Use letters, digits and signs only');

export const message = z
  .string('Write your message')
  .overwrite(oneCharacterPerLineBreak)
  .trim()
  .min(1, 'Write your message')
  .max(5_000, 'Use at most 5 000 characters')
  .regex(readableLines, 'Use letters, digits and signs only');

export const supportReceipt = z
  .object({
    reference: identifier.meta({
      description: 'What to quote when you get in touch about this request',
      volatile: true,
    }),
    next_steps: z.string().meta({ description: 'What happens next, in a sentence to show' }),
  })
  .meta({ id: 'SupportReceipt' });

export type SupportReceipt = z.output<typeof supportReceipt>;
