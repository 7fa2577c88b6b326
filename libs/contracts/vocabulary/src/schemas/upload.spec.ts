import { MAX_UPLOAD_BYTES, announcedFile } from './upload.ts';

const photo = announcedFile({ types: ['image/jpeg', 'image/png'], maxBytes: 10_000_000 });
const accepts = (content_type: string, size_bytes: number): boolean =>
  photo.safeParse({ content_type, size_bytes }).success;

it('announcedFile accepts a file of a listed type up to the maximum size', () => {
  expect(accepts('image/jpeg', 1)).toBe(true);
  expect(accepts('image/png', 10_000_000)).toBe(true);
});

it.each([
  ['an unlisted type', 'image/svg+xml', 1],
  ['an empty file', 'image/jpeg', 0],
  ['a file that is one byte too large', 'image/jpeg', 10_000_001],
  ['a size that is not an integer', 'image/jpeg', 1.5],
])('announcedFile rejects %s', (_, type, size) => {
  expect(accepts(type, size)).toBe(false);
});

it('announcedFile rejects a request without the type or the size', () => {
  expect(photo.safeParse({ content_type: 'image/jpeg' }).success).toBe(false);
  expect(photo.safeParse({ size_bytes: 1 }).success).toBe(false);
});

it("announcedFile throws an error if the maximum size exceeds the platform's limit", () => {
  expect(() => announcedFile({ types: ['image/jpeg'], maxBytes: MAX_UPLOAD_BYTES + 1 })).toThrow('100000000');
});
