import { type Draft, formIn } from '../answers/draft.ts';
import { findCardData } from './find-card-data.ts';
import { WHO, showsIn, whoIn } from '../answers/questions.ts';

interface Limit {
  /** Returns the author's words that ask for something the platform can't do. Undefined if there are no such words. */
  readonly find: (draft: Draft) => string | undefined;
  readonly message: (found: string) => string;
}

const SIGN_IN = /\b(passwords?|bank ?id|log ?in|sign ?in|two.factor|2fa)\b/i;
const EXPORT = /\b(excel|csv|sie|export|exports|spreadsheet)\b/i;
const WEBHOOK = /\bwebhooks?\b/i;
const CALLBACK = /\bcallbacks?\b/i;
const PHONE_CALL =
  /\b(tele)?phones?\b|\bmobile\b|\bsupport\b|\bring\b|\bcall(s|ed|ing)? (me|us|you|them|back|the (user|customer))\b/i;
const LIVE = /\b(live|in real[- ]time|real[- ]time)\b/i;
const SEEN = /\b(seen|unseen|unread|read yet|already read|new since)\b/i;
const STATE = /\b(seen|opened|read|shown|viewed)\b/i;
const MESSAGE =
  /\b(notif\w+|alert\w*|push|sms|remind\w*|invit\w+|tells? me|gets? (an? |the )?(messages?|mails?|e-?mails?)|(by|an?) (e-?mail|sms)|e-?mails? (me|us|the|it|an?)|sends? (me|us|an? (e-?mail|message) (to|when)))\b/i;
/**
 * Words that ask for a new message, such as "when" and "sends". A read without these words may list the alerts that a
 * user has set.
 */
const WHENEVER =
  /\b(when|whenever|as soon as|every time|if)\b|\b(notif(y|ies)|tells? me|reminds?|push|sms|sends?)\b/i;
/** Words for messages that were sent earlier: "Shows when Qred reminded the company". */
const RECORD =
  /^(shows?|lists?|sees?)\b.*\b(reminded|notified|alerted|invited|told|sent|got|received|has been|were)\b/i;
const EACH = '(?:every|each) (?:day|week|month|quarter|year)';
const ON_DAY = String.raw`on (?:the |an? )?(?:(?:same|first|last|fixed|certain|chosen) )?(?:day|\w+day|date|first|last|\d+\w*)`;
const ON_ITS_OWN = new RegExp(
  [
    String.raw`\b(?:automatic\w*|auto-?(?:pay|freeze|\w*ment)|by itself|schedul\w+|recurring|(?:standing|regular) (?:order|payment|transfer)s?|direct debits?)\b`,
    String.raw`\b${ON_DAY},? (?:of )?${EACH}\b`,
    String.raw`\b${EACH},? ${ON_DAY}\b`,
    // "which" and a comma start another statement: "pays an invoice that comes every month".
    String.raw`\b(?:pays?|transfers?|moves?|(?:is|are) made)\b(?:(?!\b(?:that|which|whose|who)\b)[^.,])* ${EACH}\b`,
  ].join('|'),
  'i',
);

/** Words for a right of one person. The platform can check only roles. */
const RIGHT =
  /\b(permissions?|rights|right (to|of|for)|(approval|spending) right|(allowed|access) to)\b|\b(who|whom|whether|which \w+|what) (\w+ ){0,4}may (not )?(approve|order|pay|use)\b/i;
/**
 * The start of a name such as "may see invoices". A sent value with this name is a right, but these words in a sentence
 * are not.
 */
const RIGHT_SENT = /(^|, )may \w/i;
const SPENDING_LIMIT = /\bmay (not )?spend\b|\bspending limits?\b/i;

const LIMITS: readonly Limit[] = [
  {
    find: ({ who }) => (isUnknown(who) && /\bsupport\b/i.test(who) ? who : undefined),
    message: (who) =>
      `An operation is for one group of people, but "${who}" is not one group. If only people in Qred's support use it, write "Qred's support" under who. If members or owners use it too, write another brief for them.`,
  },
  {
    find: ({ who }) => (isUnknown(who) && !/\bsupport\b/i.test(who) ? who : undefined),
    message: (who) =>
      `Not yet, because the platform knows the members and the owners of a company, but not who is "${who}". Until then, keep the brief and wait. Only if every member or every owner may do it, write "members of the company" or "owners of the company" under who.`,
  },
  {
    find: ({ name, about }) => wordIn(`${name} ${about}`, SIGN_IN),
    message: quoting(
      "This can't be done here: people sign in at the identity provider, which keeps passwords. Link to its page instead.",
    ),
  },
  {
    find: (draft) => {
      if (showsIn(draft.shows) === 'a list' && !/^(export|download)/i.test(draft.name)) return undefined;
      const filters = draft.find_by.flatMap(({ name, example }) => [name, example]);
      return wordIn(
        [sentencesIn(draft), ...(showsIn(draft.shows) === 'a file' ? filters : [])].join(' '),
        EXPORT,
      );
    },
    message: quoting(
      'Not yet, because making a file for a whole year takes too long for one request, and the platform makes no files in the background. Until then, show a list with a filter for the period.',
    ),
  },
  {
    find: (draft) => {
      const text = sentencesIn(draft);
      const isPhoneCall = PHONE_CALL.test(`${text} ${namesIn(draft)}`);
      return wordIn(text, WEBHOOK) ?? (isPhoneCall ? undefined : wordIn(text, CALLBACK));
    },
    message: quoting(
      "Not yet, because the platform can't call addresses of customers. Until then, write a brief for a list with a filter for the period. The other system can read that list.",
    ),
  },
  {
    find: (draft) => wordIn(sentencesIn(draft), LIVE),
    message: (word) =>
      `Not yet, because a response shows the values at the time of the request, and the platform sends no updates later. Until then, leave "${word}" out, because the screen can send the request again.`,
  },
  {
    find: (draft) => (unstoredFilterIn(draft) === undefined ? wordIn(sentencesIn(draft), SEEN) : undefined),
    message: (word) =>
      `What does "${word}" mean: that a list showed it, or that somebody opened it? Is the question about this user, or about anybody in the company? Write the answer as a filter under find_by, for example with the name "opened by me" and the example "no".`,
  },
  {
    find: (draft) => {
      const text = sentencesIn(draft);
      const isRead = formIn(draft) === 'read' && !RECORD.test(draft.does);
      const isSent = formIn(draft) === 'action' || (isRead && WHENEVER.test(text));
      return isSent ? wordIn(text, MESSAGE) : undefined;
    },
    message: quoting(
      'Not yet, because the platform sends no messages. Until then, a brief can describe the setting that a sender will use: write "setting" under changes, "one summary" under shows, and what the user chooses under send.',
    ),
  },
  {
    find: (draft) => {
      const form = formIn(draft);
      return form === 'action' || form === 'new' ? wordIn(sentencesIn(draft), ON_ITS_OWN) : undefined;
    },
    message: quoting(
      'Not yet, because the platform does nothing at a later time on its own. Until then, a brief can describe the setting: write "setting" under changes, and what the user chooses under send.',
    ),
  },
];

/** Reasons why the platform can't do what the brief asks for. Card data is refused before anything else. */
export function findLimits(draft: Draft): string[] {
  const cardData = new Set(findCardData(draft));
  if (cardData.size > 0) return [refuseCardData([...cardData].join('" and "'))];
  return LIMITS.flatMap(({ find, message }) => {
    const found = find(draft);
    return found === undefined ? [] : [message(found)];
  });
}

function refuseCardData(words: string): string {
  return `This can't be done here: the PIN, the CVC, the card number and the cards in a phone's wallet stay at the card processor, because nobody else may store them. The app can link to the processor's page. That link needs no brief.${/number|digits|\d/i.test(words) ? ' If you mean only the last four digits, call the value "last four digits".' : ''} If you mean something else by "${words}", use other words.`;
}

/** Quotes the word that caused a refusal, because the word can also have another meaning. */
function quoting(refusal: string): (word: string) => string {
  return (word) => `${refusal} If you mean something else by "${word}", use another word.`;
}

function wordIn(text: string, words: RegExp): string | undefined {
  return words.exec(text)?.[0];
}

/**
 * Returns a sentence if the platform would only store what the user asks for, such as an alert. Undefined for other
 * briefs.
 */
export function whatHasNoEffect(draft: Draft): string | undefined {
  if (['read', 'action', 'removal'].includes(formIn(draft))) return undefined;
  const sentences = sentencesIn(draft);
  const sent = draft.send.map(({ name = '' }) => name).join(', ');
  if (MESSAGE.test(sentences)) return 'The platform only stores this, because it sends no messages yet.';
  if (ON_ITS_OWN.test(sentences))
    return 'The platform only stores this, because it does nothing on its own yet.';
  if (RIGHT.test(`${sentences} ${sent}`) || RIGHT_SENT.test(sent))
    return 'The platform only stores this, because no operation checks this right yet.';
  if (SPENDING_LIMIT.test(`${sentences} ${sent}`))
    return 'The platform only stores this, because no operation uses it to refuse a purchase yet.';
  return undefined;
}

export function unstoredFilterIn({
  find_by,
}: {
  readonly find_by: readonly { readonly name?: string }[];
}): string | undefined {
  return find_by.find(({ name = '' }) => STATE.test(name))?.name;
}

function isUnknown(who: string): boolean {
  return who !== '' && !WHO.some(({ answer }) => answer === whoIn(who));
}

function sentencesIn({ name, does, about }: Draft): string {
  return [name, does, about].join(' ');
}

function namesIn({ name, about, values, send }: Draft): string {
  return [name, about, ...[...values, ...send].map((value) => value.name ?? '')].join(', ');
}
