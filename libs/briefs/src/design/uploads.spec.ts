import { stringify } from 'yaml';
import { checkBrief } from '../check-brief.ts';
import type { Existing } from '../existing.ts';
import { exampleResponse } from './example-response.ts';

const PURCHASES = {
  service: 'transaction',
  id: 'listTransactions',
  method: 'GET',
  paths: ['/v1/transactions'],
  summary: 'Lists purchases.',
  access: 'member',
  sends: [],
  shows: [],
  isList: true,
};

const existing: Existing = {
  services: [{ name: 'transaction', purpose: 'The ledger.', calls: [] }],
  operations: [PURCHASES],
  schemaIds: [],
  reserved: {},
  names: {},
};

const answers = {
  service: 'transaction',
  name: 'attach receipt photo',
  does: 'Attaches a photo of a receipt to a purchase.',
  about: 'receipt',
  inside: 'purchase',
  shows: 'one thing',
  values: [{ name: 'attached at', from: 'the moment', example: '2026-06-15 12:00' }],
  when_nothing: 'There is no such purchase',
  who: 'members of the company',
  changes: 'new',
  send: [{ photo: 'JPEG or PNG, up to 5 MB' }],
  goes_wrong: [],
};

type Changes = Readonly<Record<string, unknown>>;

const check = (changes: Changes = {}, given = existing) =>
  checkBrief(given, stringify({ ...answers, ...changes }));

const sending = (photo: string) => check({ send: [{ photo }] }).operation.announced;

describe('a brief with a file under send', () => {
  it('becomes an operation that announces the file and returns the upload address', () => {
    const { operation } = check();
    expect(`${operation.method} ${operation.path} ${operation.status}`).toBe(
      'POST /v1/transactions/{transaction_id}/receipts 201',
    );
    expect(operation.announced).toMatchObject({
      name: 'photo',
      schema: "announcedFile({ types: ['image/jpeg', 'image/png'], maxBytes: 5000000 })",
      kind: 'file: JPEG or PNG, at most 5 MB',
    });
    expect(exampleResponse(operation)).toEqual({
      data: {
        receipt_id: 'receipt-company-ab',
        attached_at: '2026-06-15T10:00:00Z',
        upload: {
          url: 'https://files.example/uploads/receipt-company-ab?content_type=image%2Fjpeg&size_bytes=482133',
          headers: { 'Content-Type': 'image/jpeg', 'If-None-Match': '*' },
          expires_at: '2026-06-15T10:05:00Z',
        },
      },
    });
  });

  it.each([
    ['JPEG or PNG, up to 10 MB', ['image/jpeg', 'image/png'], 10_000_000],
    ['PDF up to 5 MB', ['application/pdf'], 5_000_000],
    ['PDF/JPEG, max 1,5 MB', ['image/jpeg', 'application/pdf'], 1_500_000],
    ['a HEIC photo of at most 800 kB', ['image/heic'], 800_000],
    ['jpg', ['image/jpeg'], 10_000_000],
    ['up to 2 MB', ['image/jpeg', 'image/png', 'application/pdf'], 2_000_000],
    ['receipt.jpg', ['image/jpeg', 'image/png', 'application/pdf'], 10_000_000],
  ])('limits the file to the types and the size in "%s"', (example, types, maxBytes) => {
    expect(sending(example)?.file).toMatchObject({ types, maxBytes });
  });

  it.each(['receipt.jpg', 'JPEG or PNG', 'up to 2 MB'])(
    'gets a note with the assumed types or size for "%s"',
    (example) => {
      expect(check({ send: [{ photo: example }] }).notes.join('\n')).toMatch(
        /"photo" may have\. So the operation accepts \w+/,
      );
    },
  );

  it('gets no note about types and size if it names the types and the size', () => {
    expect(check().notes.join('\n')).not.toContain('open, so it may be');
  });

  it('gets a note that the service needs a bucket if the service has no writable bucket', () => {
    const withBucket = (bucket: 'read' | 'read-write') =>
      check({}, { ...existing, services: existing.services.map((service) => ({ ...service, bucket })) });
    const note = expect.stringContaining("can't take files yet") as unknown;
    expect(check().notes).toContainEqual(note);
    expect(withBucket('read').notes).toContainEqual(note);
    expect(withBucket('read-write').notes).not.toContainEqual(note);
  });

  it('needs no values, because the response contains the id and the upload address', () => {
    expect(check({ values: [] }).operation.fields.map(({ name }) => name)).toEqual(['receipt_id', 'upload']);
  });
});

it.each(['the photo is too big', 'the file has the wrong type', 'the photo is not a picture'])(
  'checkBrief notes that validation already covers the case "%s"',
  (when) => {
    const { notes, operation } = check({ goes_wrong: [{ when, told: 'Choose another one' }] });
    expect(notes).toContainEqual(expect.stringContaining('needs no line under goes_wrong'));
    expect(operation.problems.map(({ status }) => status)).toEqual([404]);
  },
);

it.each<[string, Changes, string]>([
  [
    'a photo without type and size',
    { send: [{ photo: 'the receipt' }] },
    'for example "JPEG or PNG, up to 10 MB"',
  ],
  [
    'an attachment without type and size',
    { send: [{ attachment: 'any' }] },
    'Which types of file may "attachment" be',
  ],
  ['a file that can hold code', { send: [{ logo: 'logo.svg' }] }, 'Not yet, because apps can send only JPEG'],
  [
    'a format of office programs',
    { send: [{ file: 'Word or PDF, 5 MB' }] },
    'Not yet, because apps can send only',
  ],
  ['a file that is too large', { send: [{ photo: 'JPEG up to 1 GB' }] }, 'A file can have at most 100 MB'],
  [
    'an upload without a file',
    { name: 'upload receipt', send: [{ shop: 'SJ' }] },
    'Which file does the user send?',
  ],
  ['an attached picture without a file', { send: [] }, 'Which file does the user send?'],
  [
    'two files',
    { send: [{ front: 'JPEG up to 5 MB' }, { back: 'JPEG up to 5 MB' }] },
    'An operation takes one file',
  ],
  ['a list of files', { send: [{ photos: 'list of: a.jpg, b.jpg' }] }, 'An operation takes one file'],
  [
    'a file that may be left out',
    { send: [{ name: 'photo', example: 'a.jpg', optional: 'yes' }] },
    'A file can\'t be optional. Leave out "photo" here, and write a second brief with the file under send and "inside: receipt".',
  ],
  ['a file that is not a new thing', { changes: 'attachment' }, 'Write "new" under changes'],
  ['a file under shows', { shows: 'a file' }, 'Write "one thing" under shows'],
  [
    'a response with the file that has not arrived',
    { values: [{ name: 'photo', from: 'the user', example: 'a.jpg' }] },
    'leave "photo" out under values',
  ],
])('checkBrief asks about %s', (_, changes, question) => {
  expect(() => check(changes)).toThrow(question);
});

it.each([
  ['a choice of formats', { format: 'one of: PDF, paper' }],
  ['a text after "text:"', { photo: 'text: the red one' }],
  ['a number of files', { 'number of photos': '3' }],
  ['a website', { website: 'qred.com' }],
])('checkBrief does not treat %s as a file', (_, sent) => {
  const changes = { name: 'add receipt', does: 'Adds a receipt to a purchase.', send: [sent] };
  expect(check(changes).operation.announced).toBeUndefined();
});
