import { AsyncLocalStorage } from 'node:async_hooks';
import { Admission } from './admission.ts';

const LIMITS = { atWork: 2, waiting: 3, waitingMs: 20 };

let admission: Admission;
let events: string[];

beforeEach(() => {
  jest.useFakeTimers();
  admission = new Admission(LIMITS);
  events = [];
});

afterEach(() => jest.useRealTimers());

function enterLater(name: string): void {
  admission.enterLater(
    () => events.push(`${name} starts`),
    () => events.push(`${name} is refused`),
  );
}

function fill(): void {
  while (admission.tryEnter());
}

it('Admission admits requests up to its limit', () => {
  expect([1, 2, 3].map(() => admission.tryEnter())).toEqual([true, true, false]);
  admission.leave();
  expect(admission.tryEnter()).toBe(true);
  expect(admission.atWork).toBe(2);
});

it('Admission starts the oldest waiting request when a running request ends', () => {
  fill();
  for (const name of ['a', 'b']) enterLater(name);
  expect(events).toEqual([]);
  admission.leave();
  expect(events).toEqual(['a starts']);
  admission.leave();
  expect(events).toEqual(['a starts', 'b starts']);
  expect(admission.atWork).toBe(2);
  jest.advanceTimersByTime(100);
  expect(events).toHaveLength(2);
});

it('Admission refuses a request at once if the queue is full', () => {
  fill();
  for (const name of ['a', 'b', 'c', 'd']) enterLater(name);
  expect(events).toEqual(['d is refused']);
});

it('Admission refuses a request at once if no request has ended for the maximum waiting time', () => {
  fill();
  jest.advanceTimersByTime(19);
  enterLater('a');
  expect(events).toEqual([]);
  jest.advanceTimersByTime(1);
  enterLater('b');
  expect(events).toEqual(['b is refused']);
});

it('Admission refuses a request at once if the queue is too slow for the request to start in time', () => {
  admission = new Admission({ atWork: 1, waiting: 100, waitingMs: 200 });
  fill();
  for (let turn = 0; turn < 2000; turn += 1) {
    enterLater(`turn ${turn}`);
    jest.advanceTimersByTime(10);
    admission.leave();
  }
  events = [];
  for (let place = 0; place < 25; place += 1) enterLater(`${place}`);
  expect(events[0]).toMatch(/^2\d is refused$/);
  expect(events).toHaveLength(25 - admission.waiting);
});

it('Admission lets a request wait even if no request has arrived for a long time', () => {
  admission.tryEnter();
  admission.leave();
  jest.advanceTimersByTime(10_000);
  fill();
  enterLater('a');
  expect(events).toEqual([]);
});

it('Admission refuses each waiting request when its waiting time ends', () => {
  fill();
  enterLater('a');
  jest.advanceTimersByTime(12);
  enterLater('b');
  jest.advanceTimersByTime(8);
  expect(events).toEqual(['a is refused']);
  jest.advanceTimersByTime(11);
  expect(events).toEqual(['a is refused']);
  jest.advanceTimersByTime(1);
  expect(events).toEqual(['a is refused', 'b is refused']);
  expect(admission.waiting).toBe(0);
});

it('Admission never starts a request that it has refused', () => {
  fill();
  enterLater('a');
  jest.advanceTimersByTime(20);
  admission.leave();
  admission.leave();
  expect(events).toEqual(['a is refused']);
  expect(admission.atWork).toBe(0);
});

it("Admission starts a waiting request in the request's async context", () => {
  const context = new AsyncLocalStorage<string>();
  fill();
  context.run('own', () => admission.enterLater(() => events.push(String(context.getStore())), jest.fn()));
  context.run('other', () => admission.leave());
  expect(events).toEqual(['own']);
});
