import { compareTemplates, templateSchema } from './compare-templates.ts';
import { markdownDiff } from './markdown-diff.ts';
import { lockFileNote } from './lock-file-note.ts';
import { stageChanges } from './stage-changes.ts';

const service = (properties: object, more: object = {}) => ({
  Type: 'AWS::ECS::Service',
  Properties: properties,
  ...more,
});
const template = (resources: object, more: object = {}) =>
  templateSchema.parse({ Resources: resources, ...more });

describe('two templates', () => {
  it('have no differences if only order and metadata differ', () => {
    const one = template({ A: service({ Cpu: 1, Tags: [1, 2] }), B: service({}) }, { Metadata: 1 });
    const other = template({ B: service({}), A: service({ Tags: [1, 2], Cpu: 1 }) }, { Metadata: 2 });
    expect(compareTemplates(one, other)).toEqual([]);
  });

  it('differ in added and removed parts', () => {
    const table = { Type: 'AWS::RDS::DBInstance' };
    expect(compareTemplates(template({ Old: service({}) }), template({ New: table }))).toEqual([
      { kind: 'added', type: 'AWS::RDS::DBInstance', id: 'New', values: [] },
      { kind: 'removed', type: 'AWS::ECS::Service', id: 'Old', values: [] },
    ]);
  });

  it('differ in values by path, and in lists as a whole', () => {
    const one = template({ A: service({ Task: { Cpu: '256', Memory: '512' }, Ports: [1, 2] }) });
    const other = template({
      A: service({ Task: { Cpu: '512', Role: 'r' }, Ports: [2] }, { DependsOn: 'B' }),
    });
    expect(compareTemplates(one, other)).toEqual([
      {
        ...{ kind: 'changed', type: 'AWS::ECS::Service', id: 'A' },
        values: [
          { path: 'Properties.Task.Cpu', before: '256', after: '512' },
          { path: 'Properties.Task.Memory', before: '512', after: undefined },
          { path: 'Properties.Task.Role', before: undefined, after: 'r' },
          { path: 'Properties.Ports', before: [1, 2], after: [2] },
          { path: 'DependsOn', before: undefined, after: 'B' },
        ],
      },
    ]);
  });

  it('replace a resource with a new name or type', () => {
    expect(compareTemplates(template({ A1: service({}) }), template({ A2: service({}) }))).toEqual([
      { kind: 'replaced', type: 'AWS::ECS::Service', id: 'A2', previousId: 'A1', values: [] },
    ]);
    const [change] = compareTemplates(
      template({ A: service({}) }),
      template({ A: { Type: 'AWS::S3::Bucket' } }),
    );
    expect(change).toMatchObject({ kind: 'replaced', type: 'AWS::S3::Bucket', id: 'A' });
  });

  it('do not guess which of several resources was replaced', () => {
    const changes = compareTemplates(
      template({ A1: service({}), B1: service({}) }),
      template({ A2: service({}), B2: service({}) }),
    );
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['added', 'added', 'removed', 'removed']);
  });

  it('differ in outputs, which never replace each other', () => {
    const changes = compareTemplates(
      template({}, { Outputs: { One: { Value: 1 } } }),
      template({}, { Outputs: { Two: { Value: 1 } } }),
    );
    expect(changes.map(({ kind, type, id }) => [kind, type, id])).toEqual([
      ['removed', 'Outputs', 'One'],
      ['added', 'Outputs', 'Two'],
    ]);
  });
});

describe('the difference of a stage', () => {
  const same = template({ A: service({}) });
  const changes = stageChanges(
    'dev',
    new Map([
      ['Card-dev', template({ A: service({ Cpu: '`1`' }), Old: service({}) })],
      ['Gone-dev', same],
      ['Same-dev', same],
    ]),
    new Map([
      ['Card-dev', template({ A: service({ Cpu: 'x'.repeat(500) }), New: service({}) })],
      ['New-dev', same],
      ['Same-dev', same],
    ]),
  );

  it('lists changed, new and removed stacks', () => {
    expect(changes.stacks.map(({ stack, kind }) => `${stack} ${kind}`)).toEqual([
      'Card-dev changed',
      'Gone-dev gone',
      'New-dev new',
    ]);
  });

  it('renders Markdown with losses in bold and long values cut', () => {
    expect(markdownDiff([changes, { stage: 'production', stacks: [] }], ['A remark.']).split('\n')).toEqual([
      ...['## Infrastructure', '', 'A remark.', '', '### dev', '', '**Card-dev**', ''],
      '- changed AWS::ECS::Service `A`',
      `  - \`Properties.Cpu\`: \`"'1'"\` → \`"${'x'.repeat(119)}…\``,
      '- **replaced** AWS::ECS::Service `New`, in place of `Old`',
      ...['', '**Gone-dev** (gone from the app; delete it by hand)', ''],
      '- **removed** AWS::ECS::Service `A`',
      ...['', '**New-dev** (new)', '', '- added AWS::ECS::Service `A`'],
      ...['', '### production', '', 'No template changes.'],
    ]);
  });

  it('says what it hides if packages changed', () => {
    expect(lockFileNote(['infra/src/main.ts'])).toEqual([]);
    expect(lockFileNote(['package-lock.json'])).toEqual([expect.stringContaining('Packages changed')]);
  });
});
