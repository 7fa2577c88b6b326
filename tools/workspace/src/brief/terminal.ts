import { confirm, isCancel, select, text } from '@clack/prompts';
import type { Asker } from './ask-brief.ts';

/** Asks in the terminal. Ctrl-C ends the process before anything is written. */
export const terminal: Asker = {
  text: async (message, example) =>
    answered(
      await text({
        message,
        placeholder: example,
        validate: (value) => (value?.trim() ? undefined : 'An answer is needed'),
      }),
    ),
  choose: async (message, options) =>
    answered(await select({ message, options: options.map((value) => ({ value, label: value })) })),
  more: async (message) => answered(await confirm({ message, initialValue: false })),
};

type Cancelled = Extract<Awaited<ReturnType<typeof text>>, symbol>;

function answered<T extends string | boolean>(answer: T | Cancelled): T {
  if (isCancel(answer)) process.exit(130);
  return answer;
}
