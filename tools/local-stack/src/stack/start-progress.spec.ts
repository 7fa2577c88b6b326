import { StartProgress } from './start-progress.ts';

const steps: string[] = [];
let progress: StartProgress;

beforeEach(() => {
  steps.length = 0;
  progress = new StartProgress({ onStep: (step) => steps.push(step) });
});

function part(name: string) {
  return {
    stop() {
      steps.push(`${name} stops`);
      return Promise.resolve();
    },
  };
}

it('stops parts in reverse order', async () => {
  await progress.keep(Promise.resolve(part('database')), 'database starts');
  await progress.keep(Promise.resolve(part('service')), 'service starts');
  await progress.stopAll();
  expect(steps).toEqual(['database starts', 'service starts', 'service stops', 'database stops']);
});

it('stops the other parts if one fails to stop, and throws its error', async () => {
  await progress.keep(Promise.resolve(part('database')), 'database starts');
  await progress.stopLater(() => Promise.reject(new Error('service hangs')));
  await expect(progress.stopAll()).rejects.toThrow('service hangs');
  expect(steps).toContain('database stops');
});

it('stops a part at once that starts after everything has stopped', async () => {
  progress.fail(new Error('database is down'));
  await progress.stopAll();
  await expect(progress.keep(Promise.resolve(part('service')), 'service starts')).rejects.toThrow(
    'database is down',
  );
  expect(steps).toEqual(['service stops']);
});

it('ends when the caller aborts it', () => {
  const aborted = new StartProgress({ signal: AbortSignal.abort(new Error('Ctrl-C')) });
  expect(() => aborted.step('service starts')).toThrow('Ctrl-C');
});
