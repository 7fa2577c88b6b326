import { fileFields } from './standard-fields.ts';

it('the example of a download does not name a type of file', () => {
  expect(fileFields('year photo')[0]?.value).toBe("'https://files.example.com/year-photo'");
});
