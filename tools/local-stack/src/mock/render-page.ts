import { randomUUID } from 'node:crypto';
import { type Operation } from '#contracts/vocabulary';
import { escapeHtml } from '#libs/html';
import { IDEMPOTENCY_KEY_FIELD } from '#libs/http-rules';
import { type Entity } from './entity.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Shows the values in the page's path. If the path has no values, shows a form. */
export function pageContent(siblings: readonly Operation[], params: Entity): string {
  const values = Object.entries(params).map(
    ([name, value]) => `<dt>${labelOf(name)}</dt><dd>${escapeHtml(String(value))}</dd>`,
  );
  if (values.length > 0) return `<dl>${values.join('')}</dl>`;
  const receiver = siblings.find((operation) => operation.body && operation.accepts.includes(FORM));
  return receiver ? renderForm(receiver) : '';
}

function renderForm({ path, referencePath = path, body, idempotencyKey }: Operation): string {
  const fields = Object.keys(body?.shape ?? {}).map(
    (name) => `<p><label>${labelOf(name)} <textarea name="${name}"></textarea></label></p>`,
  );
  const key = idempotencyKey
    ? `<input type="hidden" name="${IDEMPOTENCY_KEY_FIELD}" value="${randomUUID()}">`
    : '';
  return `<form method="post" action="${referencePath}">${fields.join('')}${key}<button>Send</button></form>`;
}

function labelOf(name: string): string {
  return name.replaceAll('_', ' ');
}
