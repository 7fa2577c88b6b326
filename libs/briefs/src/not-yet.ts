import { type Brief, formOf } from './brief.ts';

interface Limit {
  readonly applies: (brief: Brief) => boolean;
  readonly message: string;
}

const MEMBERS =
  'Until then, write "members of the company" under who if every member may do it, or keep the brief and wait.';

/** What the platform can't do, or not yet, and what to do until then. */
const LIMITS: readonly Limit[] = [
  {
    applies: ({ who }) => who === 'the owner of the company',
    message: `Not yet, because the platform knows the members of a company, but not which of them is its owner. ${MEMBERS}`,
  },
  {
    applies: ({ who }) => who === 'support',
    message: `Not yet, because people of Qred's support can't sign in to the platform. ${MEMBERS}`,
  },
  {
    applies: (brief) => namesOf(brief).some((name) => /\b(pin|pin code|cvc|cvv|card number)\b/i.test(name)),
    message:
      "This can't be done here: PIN, CVC and card number stay at the card processor, because nobody else may store them. Link to the processor's page instead.",
  },
  {
    applies: (brief) =>
      (formOf(brief) !== 'read' && /\b(uploads?|attach(es)?)\b/i.test(textsOf(brief))) ||
      brief.send.some(({ name, example }) =>
        /\b(photo|picture|image|file|pdf|scan)\b|\.?\b(jpe?g|png|gif|svg|heic|docx?|xlsx?|zip)\b/i.test(
          `${name} ${example}`,
        ),
      ),
    message:
      "Not yet, because services can hand out files, but can't take them from users. Until then, let the user send a text, or ask them to email the file to support.",
  },
  {
    applies: (brief) => /\b(excel|csv|export|exports|spreadsheet)\b/i.test(textsOf(brief)),
    message:
      'Not yet, because a file of a whole year takes longer to make than a request may last, and the platform makes no files in the background. Until then, show a list that is narrowed by a period.',
  },
  {
    applies: (brief) => /\b(webhooks?|callbacks?)\b/i.test(textsOf(brief)),
    message:
      'Not yet, because the platform calls no addresses of customers. Until then, write a brief for a list that is narrowed by a period, which the other system can read.',
  },
  {
    applies: (brief) => /\b(seen|unseen|unread|read yet|already read)\b/i.test(textsOf(brief)),
    message:
      'What does "seen" mean: that it was in a list, or that somebody opened it? And seen by this user, or by anybody in the company? The platform does not remember it yet. First write a brief for the change, for example "mark invoice as opened".',
  },
  {
    applies: (brief) =>
      formOf(brief) === 'read' &&
      /\b(notif\w+|alert\w*|push|sms|tell me|tells me|remind me)\b/i.test(textsOf(brief)),
    message:
      'Not yet, because the platform sends no messages. A brief can describe the setting that switches the message on: write "setting" under changes, "one summary" under shows, and what the user chooses under send.',
  },
];

/** Each limit of the platform that the brief meets, with the reason and what to do until then. */
export function findLimits(brief: Brief): string[] {
  return LIMITS.filter(({ applies }) => applies(brief)).map(({ message }) => message);
}

function textsOf({ name, does, about }: Brief): string {
  return [name, does, about].join(' ');
}

function namesOf({ name, about, values, send }: Brief): string[] {
  return [name, about, ...[...values, ...send].map((value) => value.name)];
}
