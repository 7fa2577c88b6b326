import type { TestResponse, TestService } from '#libs/testing';

let senders = 0;

/** Each test uses new addresses, because the rate limit is per address. */
export function newAddress(): string {
  senders += 1;
  return `10.0.${Math.floor(senders / 250)}.${(senders % 250) + 1}`;
}

/** Sends from a new address, so the service must trust one proxy. */
export function send(
  to: TestService,
  path: string,
  mediaType: string,
  body: string,
  token?: string,
): Promise<TestResponse> {
  const headers = { 'content-type': mediaType, 'x-forwarded-for': newAddress() };
  return to.request('POST', path, { body, headers, ...(token !== undefined && { token }) });
}

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const START_TAG = /<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUTE = /([a-z-]+)(?:="([^"]*)")?/g;

export function tagsOf(page: string, ...names: string[]): Tag[] {
  return [...page.matchAll(START_TAG)]
    .map(([, name = '', attributes = '']) => ({ name, attributes: attributesOf(attributes) }))
    .filter(({ name }) => names.length === 0 || names.includes(name));
}

export function tagWithId(page: string, id: string): Tag {
  const [tag, ...others] = tagsOf(page).filter(({ attributes }) => attributes.id === id);
  if (!tag || others.length > 0) throw new Error(`There is not exactly one #${id}`);
  return tag;
}

/** Stops at the first end tag inside the element. */
export function textOf(page: string, id: string): string {
  const after = page.slice(page.indexOf(`id="${id}"`));
  return unescaped(after.slice(after.indexOf('>') + 1, after.indexOf('</')).trim());
}

export function typedInto(page: string, id: string): string {
  const { name, attributes } = tagWithId(page, id);
  if (name !== 'textarea') return attributes.value ?? '';
  const after = page.slice(page.indexOf(`id="${id}"`));
  return unescaped(after.slice(after.indexOf('>') + 1, after.indexOf('</textarea>')).replace(/^\n/, ''));
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
