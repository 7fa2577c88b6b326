import { stringify } from 'yaml';
import { questions, readBrief } from '#libs/briefs';
import { type Asker, BACK, askBrief } from './ask-brief.ts';

const services = [{ name: 'card', purpose: 'Cards: what they look like.', calls: [] }];

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

const ONE = { [questions.shows.ask]: 'one thing' };

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

it('saves after each answer, and asks only the rest in the next run', async () => {
  const saved: object[] = [];
  const first = answering(ONE, []);
  await askBrief(first.asker, services, { save: (answers) => saved.push({ ...answers }) });
  expect(saved[0]).toEqual({ service: 'Cards: what they look like.' });
  const { asker, asked } = answering(ONE, []);
  const [, , begun = {}] = saved;
  expect(await askBrief(asker, services, { begun: { ...begun } })).toEqual(saved.at(-1));
  expect(asked[0]).toBe(questions.about.ask);
});

it('goes back to the question before', async () => {
  const { asker, asked } = answering(ONE, []);
  const texts = ['first name', BACK, 'second name'];
  const goingBack: Asker = {
    ...asker,
    text: async (message, example) => {
      const answer = await asker.text(message, example);
      return texts.shift() ?? answer;
    },
  };
  expect(await askBrief(goingBack, services)).toMatchObject({ name: 'second name' });
  expect(asked.filter((message) => message === questions.name.ask)).toHaveLength(2);
});
