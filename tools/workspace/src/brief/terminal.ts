import { confirm, isCancel, select, text } from '@clack/prompts';
import { type Asker, BACK } from './ask-brief.ts';

export class Cancelled extends Error {}

/** Throws Cancelled if the person presses Escape or Ctrl-C. */
export const terminal: Asker = {
  text: async (message, example) =>
    answered(
      await text({
        message,
        placeholder: example,
        validate: (value) => (value?.trim() ? undefined : `An answer is needed, or ${BACK} to go back`),
      }),
    ),
  choose: async (message, options) =>
    answered(
      await select({
        message,
        options: [
          ...options.map((value) => ({ value, label: value })),
          { value: BACK, label: `${BACK} go back to the question before` },
        ],
      }),
    ),
  more: async (message) => answered(await confirm({ message, initialValue: false })),
};

type CancelSymbol = Extract<Awaited<ReturnType<typeof text>>, symbol>;

function answered<T extends string | boolean>(answer: T | CancelSymbol): T {
  if (isCancel(answer)) throw new Cancelled();
  return answer;
}
