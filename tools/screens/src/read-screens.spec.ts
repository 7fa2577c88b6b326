import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCREENS, readScreen, screenFiles } from './read-screens.ts';

const mapOf = (screen: string): string => `
screen: ${screen}
must_cover: [anything]
elements:
  - { number: 1, element: Logo, kind: static, because: part of the app }
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'screens-'));
  mkdirSync(join(root, SCREENS), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

it('readScreen accepts every screen file', () => {
  writeFileSync(join(root, SCREENS, 'invoices.yaml'), mapOf('invoices'));
  writeFileSync(join(root, SCREENS, 'cards.yaml'), mapOf('cards'));
  writeFileSync(join(root, SCREENS, 'cards.png'), '');
  const files = screenFiles(root);
  expect(files).toEqual([`${SCREENS}/cards.yaml`, `${SCREENS}/invoices.yaml`]);
  expect(files.map((file) => readScreen(root, file).screen)).toEqual(['cards', 'invoices']);
});

it('readScreen throws an error that names the invalid file and lists its errors', () => {
  writeFileSync(join(root, SCREENS, 'cards.yaml'), 'screen: cards');
  expect(() => readScreen(root, `${SCREENS}/cards.yaml`)).toThrow(
    /docs\/screens\/cards\.yaml is not a screen map:[^]*elements/,
  );
});
