import { type Templates, diffStage, renderDiff } from './template-diff.ts';

const database = (properties: object, more: object = {}) => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: properties,
  ...more,
});
const parameter = (value: string) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Type: 'String', Value: value },
});
const stacks = (resources: Record<string, object>): Templates =>
  new Map(Object.entries(resources).map(([stack, Resources]) => [stack, { Resources }]));

function report(before: object, after: object): string {
  return renderDiff([diffStage('dev', stacks({ S: before }), stacks({ S: after }))], []);
}

describe('diffStage', () => {
  const same = { A: parameter('a') };

  it('returns changed, new and removed stacks', () => {
    const before = stacks({ 'Card-dev': { A: parameter('a') }, 'Old-dev': same, 'Same-dev': same });
    const after = stacks({ 'Card-dev': { A: parameter('b') }, 'New-dev': same, 'Same-dev': same });
    expect(diffStage('dev', before, after).stacks.map(({ stack, kind }) => `${stack} ${kind}`)).toEqual([
      'Card-dev changed',
      'New-dev new',
      'Old-dev removed',
    ]);
  });

  it('ignores the order of keys in a template', () => {
    const before = stacks({ S: { A: database({ Port: '1', MultiAZ: true }), B: parameter('b') } });
    const after = stacks({ S: { B: parameter('b'), A: database({ MultiAZ: true, Port: '1' }) } });
    expect(diffStage('dev', before, after).stacks).toEqual([]);
  });

  it('returns a stack whose outputs or conditions changed', () => {
    const before = new Map([['S', { Outputs: { One: { Value: 1 } } }]]);
    const after = new Map([['S', { Outputs: { Two: { Value: 1 } }, Conditions: { C: true } }]]);
    const text = renderDiff([diffStage('dev', before, after)], []);
    expect(text).toMatch(/\[-\] Output One/);
    expect(text).toMatch(/\[\+\] Output Two/);
    expect(text).toMatch(/\[\+\] Condition C/);
  });
});

describe('renderDiff', () => {
  it('says that CloudFormation replaces a resource if a changed property requires a replacement', () => {
    const text = report(
      { Data: database({ DBInstanceIdentifier: 'one', AllocatedStorage: '20' }) },
      { Data: database({ DBInstanceIdentifier: 'two', AllocatedStorage: '30' }) },
    );
    expect(text).toContain('- **Replaced** by a new resource, then deleted: AWS::RDS::DBInstance `Data`');
    expect(text).toMatch(/AllocatedStorage\n.*\[-\] 20\n.*\[\+\] 30/);
  });

  it('lists no replaced resource if CloudFormation updates the resource in place', () => {
    const text = report(
      { Data: database({ AllocatedStorage: '20' }) },
      { Data: database({ AllocatedStorage: '30' }) },
    );
    expect(text).not.toContain('- **');
  });

  it('lists resources that are deleted, replaced by a different type, or no longer managed', () => {
    const text = report(
      { Gone: parameter('a'), Kept: database({}, { DeletionPolicy: 'Retain' }), Other: database({}) },
      { Other: parameter('a') },
    );
    expect(text).toContain('- **Deleted**: AWS::SSM::Parameter `Gone`');
    expect(text).toContain(
      '- **No longer managed** by the stack, but not deleted: AWS::RDS::DBInstance `Kept`',
    );
    expect(text).toContain('- **Replaced** by a new resource, then deleted: AWS::RDS::DBInstance `Other`');
  });

  it('renders all changes of a large stack', () => {
    const many = (value: string) =>
      Object.fromEntries(
        Array.from({ length: 50 }, (_, index) => [`R${index}`, parameter(value.repeat(1_000))]),
      );
    expect(report(many('a'), many('b')).split('[+]')).toHaveLength(51);
  });

  it('lists changed permissions', () => {
    const policy = (action: string) => ({
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
        Roles: ['role'],
      },
    });
    expect(report({ P: policy('s3:GetObject') }, { P: policy('s3:*') })).toMatch(
      /IAM Statement Changes[^]*s3:\*/,
    );
  });

  it('renders Markdown without colors', () => {
    const before = stacks({ 'Card-dev': { A: parameter('a') }, 'Old-dev': { A: parameter('a') } });
    const after = stacks({ 'Card-dev': { A: parameter('b') } });
    const stages = [diffStage('dev', before, after), { stage: 'production', stacks: [] }];
    expect(renderDiff(stages, ['infra/src/main.ts']).split('\n')).toEqual([
      ...['## Infrastructure', '', '### dev', '', '**Card-dev**', '', '~~~text', 'Resources'],
      ...['[~] AWS::SSM::Parameter A', ' └─ [~] Value', '     ├─ [-] a', '     └─ [+] b', '~~~', ''],
      ...[
        '**Old-dev** (removed from the app; delete it by hand)',
        '',
        '- **Deleted**: AWS::SSM::Parameter `A`',
      ],
      ...['', '~~~text', 'Resources', '[-] AWS::SSM::Parameter A destroy', '~~~', ''],
      ...['### production', '', 'No template changes.'],
    ]);
  });

  it('warns that changed packages may have additional effects', () => {
    expect(renderDiff([], ['package-lock.json'])).toContain('Packages changed.');
    expect(renderDiff([], ['infra/src/main.ts'])).toBe('## Infrastructure');
  });
});
