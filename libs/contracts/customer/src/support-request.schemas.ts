import { z } from 'zod';
import { humanLines, humanText, identifier } from '#contracts/vocabulary';

const UNREADABLE = 'Use letters, digits and signs only';

export const contact = humanText(200, {
  missing: 'Tell us how to reach you',
  tooLong: 'Use at most 200 characters',
  unreadable: UNREADABLE,
});

export const message = humanLines(5_000, {
  missing: 'Write your message',
  tooLong: 'Use at most 5 000 characters',
  unreadable: UNREADABLE,
});

export const supportReceipt = z
  .object({
    reference: identifier.meta({
      description: 'The number to mention when you contact us about this request',
      volatile: true,
    }),
    next_steps: z.string().meta({ description: 'What happens next, in a sentence to show' }),
  })
  .meta({ id: 'SupportReceipt' });

export type SupportReceipt = z.output<typeof supportReceipt>;
