import { stringify } from 'yaml';
import { type Asker, askBrief } from './ask-brief.ts';
import { readBrief } from './read-brief.ts';

const services = [{ name: 'card', purpose: 'Cards: what they look like.' }];

/** Answers with the example or the first option. `more` says for each list whether another entry follows. */
function answering(prefer: Readonly<Record<string, string>>, more: boolean[]) {
  const asked: string[] = [];
  const asker: Asker = {
    text: (message, example) => {
      asked.push(message);
      return Promise.resolve(example);
    },
    choose: (message, options) => {
      asked.push(message);
      return Promise.resolve(prefer[message] ?? options[0] ?? '');
    },
    more: () => Promise.resolve(more.shift() ?? false),
  };
  return { asked, asker };
}

const ONE = { 'Does the user see a list or one thing?': 'one thing' };

it('asks until the brief is complete', async () => {
  const { asker } = answering(ONE, [false, true, false, true, false]);
  const answers = await askBrief(asker, services);
  expect(readBrief(stringify(answers), services)).toMatchObject({
    service: 'card',
    name: 'freeze card',
    changes: 'freeze',
    values: [{ name: 'monthly limit', sometimes_missing: 'no' }],
    send: [{ name: 'monthly limit', example: '5 400 kr' }],
    goes_wrong: [{ when: 'the card is blocked', told: 'The card is blocked' }],
  });
});

it('skips the questions about changes for a list', async () => {
  const { asker, asked } = answering({}, []);
  const answers = await askBrief(asker, services);
  expect(readBrief(stringify(answers), services)).toMatchObject({ changes: 'no', send: [], goes_wrong: [] });
  expect(asked).not.toContainEqual(expect.stringContaining('change'));
});

it('mentions earlier answers in later questions', async () => {
  const { asker, asked } = answering(ONE, []);
  await askBrief(asker, services);
  expect(asked).toContain('What does the user see when there is no card?');
  expect(asked).toContain('How does the value "monthly limit" look on the screen?');
});
