import { parseManifest } from '#libs/manifest';
import { affectedBy } from './affected-by.ts';

const manifests = [
  parseManifest({ name: 'hub', purpose: 'One.', owner: '@qred/test', port: 3000 }),
  parseManifest({ name: 'spoke', purpose: 'One.', owner: '@qred/test', port: 3001, calls: ['hub'] }),
];
const test = { file: 'a.spec.ts', title: 'a' };
const bound = { kind: 'bound', number: 1, example: 'one', test } as const;
const value = { shows: 'a', pointer: '/data' };
const state = { when: 'a', then: 'b', test };
const screens = [
  {
    screen: 'home',
    must_cover: ['a'],
    elements: [
      { kind: 'static', number: 1, element: 'Logo', because: 'It is' } as const,
      { ...bound, element: 'List', operation: 'hub.listHubs', values: [value], states: [state] },
      {
        ...bound,
        element: 'Chip',
        operation: 'spoke.get',
        opens: 'hub.listHubs',
        values: [value],
        states: [state],
      },
      {
        ...bound,
        element: 'Name',
        operation: 'spoke.get',
        values: [{ ...value, operation: 'hub.getHub' }],
        states: [{ ...state, operation: 'hub.getState' }],
      },
    ],
  },
];
const users = { manifests, screens };

it('affectedBy lists the frontends, the calling services, and the screen elements that use the operation', () => {
  expect(affectedBy('hub', { access: 'member', operationId: 'listHubs' }, users)).toEqual([
    'the frontends',
    'spoke',
    'the screen home (List, Chip)',
  ]);
});

it.each(['getHub', 'getState', 'getHubByReferencePath'])(
  'affectedBy lists the screen element that shows a value of %s',
  (operationId) => {
    expect(affectedBy('hub', { access: 'member', operationId }, users)).toContain('the screen home (Name)');
  },
);

it('affectedBy lists only machines for a machine operation that no screen uses', () => {
  expect(affectedBy('spoke', { access: 'machine:hubs.read', operationId: 'listHubs' }, users)).toEqual([
    'machines with the scope hubs.read',
  ]);
});
