import type { Field } from './field.ts';
import { quote } from '../values/value-kind.ts';
import { kebabCase } from '../words.ts';

export const UPLOAD_FIELD = 'upload';

export function fileFields(about: string): Field[] {
  const address = `https://files.example.com/${kebabCase(about)}`;
  return [
    {
      ...plain('url', 'address of the file', 'z.url()', quote(address)),
      description: 'The address of the file; it is valid for five minutes',
      volatile: true,
    },
    {
      ...plain('expires_at', 'moment', 'timestamp', quote('2026-06-15T12:05:00Z')),
      description: 'When the address stops working',
      volatile: true,
      exampleNotes: ['times in UTC'],
      schemaImports: ['timestamp'],
    },
  ];
}

/** The address for the upload expires five minutes after `announcedAt`. */
export function uploadField(about: string, { value }: Pick<Field, 'value'>, announcedAt?: string): Field {
  const [, type = '', size = ''] = /content_type: '([^']+)', size_bytes: (\d+)/.exec(value) ?? [];
  const query = new URLSearchParams({ content_type: type, size_bytes: size }).toString();
  const address = `https://files.example/uploads/${kebabCase(about)}-company-ab?${query}`;
  const headers = `{ 'Content-Type': ${quote(type)}, 'If-None-Match': '*' }`;
  return {
    ...plain(
      UPLOAD_FIELD,
      'address to which the app sends the file',
      'uploadAddress',
      `{ url: ${quote(address)}, headers: ${headers}, expires_at: ${quote(fiveMinutesAfter(announcedAt ?? '2026-06-15T12:00:00Z'))} }`,
    ),
    // If the response contains another time, the note of that field already describes the time zone.
    ...(announcedAt === undefined && { exampleNotes: ['times in UTC'] }),
    schemaImports: ['uploadAddress'],
  };
}

function fiveMinutesAfter(moment: string): string {
  return new Date(Date.parse(moment) + 5 * 60_000).toISOString().replace('.000Z', 'Z');
}

export function sectionsField(services: readonly string[]): Field {
  const each = (value: string) => services.map((service) => `${quote(service)}: ${value}`).join(', ');
  return {
    ...plain(
      'sections',
      'whether the values of each service are there',
      `z.object({ ${each("openEnum(['ok', 'unavailable'])")} })`,
      `{ ${each(quote('ok'))} }`,
    ),
    partial: `{ ${services.map((service, at) => `${quote(service)}: ${quote(at === services.length - 1 ? 'unavailable' : 'ok')}`).join(', ')} }`,
    description: 'Whether the values of each other service are there; they are null if it is unavailable',
    schemaImports: ['openEnum'],
  };
}

function plain(name: string, kind: string, schema: string, value: string): Field {
  return { name, kind, schema, value, text: value, schemaImports: [], valueImports: [] };
}
