import { fileFields } from './standard-fields.ts';

it('the example URL of a download has no file extension', () => {
  expect(fileFields('year photo')[0]?.value).toBe("'https://files.example.com/year-photo'");
});
