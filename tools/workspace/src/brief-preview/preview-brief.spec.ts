import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { createCardWorkspace } from '../testing/card-workspace.ts';
import { previewBrief } from './preview-brief.ts';

const root = createCardWorkspace();

afterAll(() => rmSync(root, { recursive: true }));

it('shows the operation, an example of its response and the generated files, and writes nothing', async () => {
  const preview = await previewBrief(root, 'briefs/list-limits.yaml');
  expect(preview).toContain('### briefs/list-limits.yaml\n\nShows how much may be bought with each card.');
  expect(preview).toContain('`card.listCardLimits` is `GET /v1/card-limits`.');
  expect(preview).toContain(
    '"monthly_limit": {\n        "amount": 540000,\n        "currency": "SEK"\n      }',
  );
  expect(preview).toContain('- libs/contracts/card/src/list-card-limits.schemas.ts');
  expect(new FsTree(root, false).exists('libs/contracts/card/src/list-card-limits.schemas.ts')).toBe(false);
});

it('shows the open questions of an unfinished brief', async () => {
  writeFileSync(join(root, 'briefs/open.yaml'), 'service: card\nname: list things\n');
  const preview = await previewBrief(root, 'briefs/open.yaml');
  expect(preview).toContain('### briefs/open.yaml\n\nOpen questions:\n\n- ');
  expect(preview).toContain('- What is it about?');
});

it('asks about an operation that exists', async () => {
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
    '- This exists: listCards of the service card',
  );
});
