import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGE_STYLE } from './page-style.ts';

const web = join(__dirname, '../../../../apps/web');
const readStyle = (file: string): string => readFileSync(join(web, file), 'utf8');

function tokensOf(style: string): string[] {
  return [...style.matchAll(/--[a-z-]+: #[0-9a-f]+/g)].map(([token]) => token);
}

it("the figures page has the portal's colors, because the portal shows the page", () => {
  const [light = '', dark = ''] = PAGE_STYLE.split('@media screen');
  const [webLight = '', webDark = ''] = readStyle('src/design.css').split('@media screen');
  const [, portalDark = ''] = readStyle('portal/portal.css').split('@media screen');
  const ofTheFigures = /--(neutral|focus)/;
  const shared = (style: string) => tokensOf(style).filter((token) => !ofTheFigures.test(token));
  expect(shared(light).length).toBeGreaterThan(5);
  expect(tokensOf(webLight)).toEqual(expect.arrayContaining(shared(light)));
  expect([...tokensOf(webDark), ...tokensOf(portalDark)]).toEqual(expect.arrayContaining(shared(dark)));
});
