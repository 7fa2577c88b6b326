import { randomUUID } from 'node:crypto';
import { contact, customerContract, message } from '#contracts/customer';
import { type Html, html } from '#libs/html';
import { IDEMPOTENCY_KEY_FIELD } from '#libs/http-rules';
import { page } from './page.ts';

const { createSupportRequest } = customerContract.operations;
const schemas = { contact, message };

type FieldName = keyof typeof schemas;
type Texts = Readonly<Record<FieldName, string>>;

/** Tells a person why the page shows a valid form again. */
export interface Notice {
  readonly title: string;
  readonly text: string;
}

export interface FilledForm {
  readonly values: Texts;
  readonly faults: Readonly<Record<FieldName, string | undefined>>;
  /** The idempotency key of the last attempt. Undefined if the next attempt needs a new key. */
  readonly idempotencyKey: string | undefined;
  readonly notice?: Notice;
}

interface Field {
  readonly name: FieldName;
  readonly label: string;
  readonly hint: string;
  readonly control: (attributes: Html, value: string) => Html;
}

const fields: readonly Field[] = [
  {
    name: 'contact',
    label: 'How can we reach you?',
    hint: 'An email address or a telephone number.',
    control: (attributes, value) => html`<input ${attributes} value="${value}" autocomplete="email" />`,
  },
  {
    name: 'message',
    label: 'Your message',
    hint: `At most ${digits(message.maxLength)} characters. Leave out passwords and full card numbers.`,
    control: (attributes, value) =>
      html`<textarea ${attributes} rows="7">${startOnNewLine(value)}</textarea>`,
  },
];

const EMPTY: FilledForm = {
  values: { contact: '', message: '' },
  faults: { contact: undefined, message: undefined },
  idempotencyKey: undefined,
};

export function contactPage(filled?: FilledForm): string {
  const { values, faults, idempotencyKey = randomUUID() } = filled ?? EMPTY;
  const title = "Contact Qred's support";
  return page(
    filled ? `Error: ${title}` : title,
    html`${filled && summary(filled)}
      <h1>${title}</h1>
      <p>Write to us about your card, your invoices or anything else. You don't need to sign in.</p>
      <form
        method="post"
        action="${createSupportRequest.referencePath ?? createSupportRequest.path}"
        novalidate
      >
        <input type="hidden" name="${IDEMPOTENCY_KEY_FIELD}" value="${idempotencyKey}" />
        ${fields.map((field) => row(field, values[field.name], faults[field.name]))}
        <button type="submit">Send message</button>
      </form>`,
  );
}

const UNREADABLE: Notice = {
  title: 'Your message was not sent',
  text: 'We could not read the form. Please send it again.',
};

/** The summary of the errors is first on the page and gets the focus, so that a screen reader reads it. */
function summary({ faults, notice = UNREADABLE }: FilledForm): Html {
  const links = fields
    .filter(({ name }) => faults[name] !== undefined)
    .map(({ name }) => html`<li><a href="#${name}">${faults[name]}</a></li>`);
  return html`<div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="summary-title">
    <h2 id="summary-title">${notice.title}</h2>
    ${
      links.length > 0
        ? html`<ul>
            ${links}
          </ul>`
        : html`<p>${notice.text}</p>`
    }
  </div>`;
}

function row({ name, label, hint, control }: Field, value: string, fault: string | undefined): Html {
  const hintId = `${name}-hint`;
  const faultId = `${name}-fault`;
  const attributes = html`id="${name}" name="${name}" required
  maxlength="${schemas[name].maxLength ?? undefined}"
  aria-describedby="${fault ? `${hintId} ${faultId}` : hintId}" aria-invalid="${fault ? 'true' : 'false'}"`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <p class="hint" id="${hintId}">${hint}</p>
    ${fault && html`<p class="fault" id="${faultId}">Error: ${fault}</p>`} ${control(attributes, value)}
  </div>`;
}

/**
 * A browser drops the first line break in a textarea. The extra line break protects a line break that the person
 * typed.
 */
function startOnNewLine(text: string): string {
  return `\n${text}`;
}

function digits(count: number | null): string {
  return (count ?? 0).toLocaleString('sv-SE');
}
