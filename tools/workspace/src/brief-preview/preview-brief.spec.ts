import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { createCardWorkspace } from '../testing/card-workspace.ts';
import { applyBrief } from '../operation/generator.ts';
import { previewBrief } from './preview-brief.ts';

const root = createCardWorkspace();

afterAll(() => rmSync(root, { recursive: true }));

it('the preview shows the operation, an example response and the files to generate, but writes nothing', async () => {
  const preview = await previewBrief(root, 'briefs/list-limits.yaml');
  expect(preview).toContain('### briefs/list-limits.yaml\n\nShows how much may be bought with each card.');
  expect(preview).toContain('Operation: card.listCardLimits\nRequest: GET /v1/card-limits\n');
  expect(preview).toContain(
    '"monthly_limit": {\n        "amount": 540000,\n        "currency": "SEK"\n      }',
  );
  expect(preview).toContain('- libs/contracts/card/src/list-card-limits.schemas.ts');
  expect(new FsTree(root, false).exists('libs/contracts/card/src/list-card-limits.schemas.ts')).toBe(false);
});

it('the preview shows the open questions of an unfinished brief', async () => {
  writeFileSync(join(root, 'briefs/open.yaml'), 'service: card\nname: list things\n');
  const preview = await previewBrief(root, 'briefs/open.yaml');
  expect(preview).toContain('### briefs/open.yaml\n\nNothing can be built from it yet:\n\n- ');
  expect(preview).toContain('- What is it about?');
});

it('the preview asks a question if the operation already exists', async () => {
  writeFileSync(
    join(root, 'briefs/again.yaml'),
    `service: card
name: list cards
does: Shows the cards of a company.
about: card
shows: a list
values: [{ name: status, from: the card, example: active }]
when_nothing: There is no card
who: members of the company
changes: no
goes_wrong: []
`,
  );
  expect(await previewBrief(root, 'briefs/again.yaml')).toContain(
    '- This operation exists already: listCards of the service card',
  );
});

it('the preview of an edited brief lists the changes to the operation, and marks breaking changes', async () => {
  const brief = 'briefs/list-limits.yaml';
  const tree = new FsTree(root, false);
  await applyBrief(tree, brief);
  for (const { path, content } of tree.listChanges()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content ?? '');
  }
  expect(await previewBrief(root, brief)).toContain('`card.listCardLimits` is in the contract already.');
  const yaml = readFileSync(join(root, brief), 'utf8');
  writeFileSync(
    join(root, brief),
    yaml.replace('5 400 kr }', '5 400 kr }, { name: currency, from: x, example: SEK }'),
  );
  expect(await previewBrief(root, brief)).toContain(
    '✔ card: GET /v1/card-limits: field data.items.currency of response 200 was added.',
  );
  writeFileSync(join(root, brief), yaml.replace('monthly limit', 'yearly limit'));
  expect(await previewBrief(root, brief)).toContain(
    '✖ card: GET /v1/card-limits: field data.items.monthly_limit of response 200 is no longer sent.',
  );
});
