import { stringify } from 'yaml';
import { questions, readBrief } from '#libs/briefs';
import { type Asker, BACK, askBrief } from './ask-brief.ts';

const services = [{ name: 'card', purpose: 'Cards: what they look like.', calls: [] }];

/**
 * Answers with the example or the first option. `more` contains the answers to the question whether to add
 * another entry to a list.
 */
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

it('askBrief asks questions until the brief is complete', async () => {
  const { asker } = answering(ONE, [false, false, true, false, true, false]);
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

function withChange(asker: Asker, change: string): Asker {
  return {
    ...asker,
    text: (message, example) =>
      message === questions.changes.ask ? Promise.resolve(change) : asker.text(message, example),
  };
}

it('askBrief asks how a list is ordered', async () => {
  const { asker, asked } = answering({}, []);
  const answers = await askBrief(withChange(asker, 'no'), services);
  expect(readBrief(stringify(answers), services)).toMatchObject({
    shows: 'a list',
    changes: 'no',
    order: 'latest first',
    send: [],
  });
  expect(asked).not.toContain('Which other service owns the value "monthly limit"?');
});

it('askBrief asks what happens if one of several entities cannot be changed', async () => {
  const { asker, asked } = answering({}, []);
  const answers = await askBrief(withChange(asker, 'freeze'), services);
  expect(readBrief(stringify(answers), services)).toMatchObject({ if_one_fails: 'nothing changes' });
  expect(asked).not.toContain(questions.order.ask);
});

it('askBrief asks whether the resource belongs to another resource', async () => {
  const { asker } = answering(ONE, [true]);
  expect(await askBrief(asker, services)).toMatchObject({ inside: 'invoice' });
});

it('askBrief asks which service owns a value', async () => {
  const calling = [...services, { name: 'account', purpose: 'Companies.', calls: ['card'] }];
  const owner = 'Which service owns the value "monthly limit"?';
  const prefer = { ...ONE, [questions.service.ask]: 'Companies.', [owner]: 'card' };
  expect(await askBrief(answering(prefer, []).asker, calling)).toMatchObject({
    values: [{ service: 'card' }],
  });
  const own = await askBrief(answering({ ...ONE, [questions.service.ask]: 'Companies.' }, []).asker, calling);
  expect(own).toMatchObject({
    values: [expect.not.objectContaining({ service: expect.anything() as unknown })],
  });
});

it('askBrief mentions earlier answers in later questions', async () => {
  const { asker, asked } = answering(ONE, []);
  await askBrief(withChange(asker, 'no'), services);
  expect(asked).toContain('What does the user see when there is no card?');
  expect(asked).toContain('How does the value "monthly limit" look on the screen?');
});

it('askBrief does not ask for an empty state if the operation is a change', async () => {
  const { asker, asked } = answering(ONE, []);
  await askBrief(asker, services);
  expect(asked.filter((message) => message.includes('when there is no'))).toEqual([]);
});

it('askBrief saves each answer, and asks only the remaining questions in the next run', async () => {
  const saved: object[] = [];
  const first = answering(ONE, []);
  await askBrief(first.asker, services, { save: (answers) => saved.push({ ...answers }) });
  expect(saved[0]).toEqual({ service: 'Cards: what they look like.' });
  const { asker, asked } = answering(ONE, []);
  const [, , begun = {}] = saved;
  expect(await askBrief(asker, services, { begun: { ...begun } })).toEqual(saved.at(-1));
  expect(asked[0]).toBe(questions.about.ask);
});

it('askBrief goes back to the previous question if the answer is "<"', async () => {
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
