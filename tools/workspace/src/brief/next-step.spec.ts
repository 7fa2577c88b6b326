import { nextStep } from './next-step.ts';

it.each(['briefs/x.yaml', '/repo/briefs/x.yaml', './briefs/../briefs/x.yaml'])(
  'nextStep names the file %s by its path in the repository',
  (file) => {
    expect(nextStep('/repo', file, 'freeze-card')).toBe(
      'A developer continues with: npx nx g workspace:operation --brief briefs/x.yaml',
    );
  },
);

it.each(['/tmp/my x.yaml', '../x.yaml'])(
  'nextStep tells the developer to move the file %s into the repository first',
  (file) => {
    const [move, then] = nextStep('/repo', file, 'freeze-card').split('\n');
    expect(move).toBe(`Move the brief into the repository first: mv '${file}' briefs/freeze-card.yaml`);
    expect(then).toMatch(/--brief briefs\/freeze-card\.yaml$/);
  },
);
