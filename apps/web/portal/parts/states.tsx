import { Fragment } from 'react';
import type { OperationState } from '#libs/portal-data';

interface Step {
  readonly name: string;
  /** Undefined if nobody knows whether the step is done. */
  readonly isDone: boolean | undefined;
  readonly detail: string;
}

export function stepsOf({ mocked, built, tested, deployed }: OperationState): Step[] {
  return [
    { name: 'designed', isDone: true, detail: 'The contract has it.' },
    {
      name: 'mocked',
      isDone: mocked,
      detail: mocked ? 'The mock serves it.' : 'It has no example.',
    },
    {
      name: 'built',
      isDone: built,
      detail: built ? 'The service implements it.' : 'It returns 501 NOT_BUILT.',
    },
    {
      name: 'tested',
      isDone: tested === null ? undefined : tested.length > 0,
      detail: describeTested(tested),
    },
    {
      name: 'deployed',
      isDone: deployed === 'yes' ? true : deployed === 'no' ? false : undefined,
      detail: DEPLOYED[deployed],
    },
  ];
}

const DEPLOYED: Readonly<Record<OperationState['deployed'], string>> = {
  yes: 'The version in production implements it.',
  no: 'The version in production does not implement it.',
  'no records': 'No deployment is recorded here.',
  unknown: 'The record of the deployment does not list its operations.',
};

function describeTested(tested: OperationState['tested']): string {
  if (tested === null) return 'No tests have run here. Run npm test.';
  if (tested.length === 0) return 'No passing test gets a successful response from it.';
  return `Passing tests: ${tested.join(', ')}`;
}

export function States({ state }: { readonly state: OperationState }) {
  const steps = stepsOf(state);
  return (
    <details className="states">
      <summary>
        {steps.map(({ name, isDone }) => (
          <span key={name} className={`step ${isDone === undefined ? 'unknown' : isDone ? 'done' : 'open'}`}>
            <span aria-hidden="true">{isDone === undefined ? '?' : isDone ? '✓' : '–'}</span> {name}
            <span className="visually-hidden">
              {`: ${isDone === undefined ? 'unknown' : isDone ? 'yes' : 'no'}. `}
            </span>
          </span>
        ))}
      </summary>
      <dl className="facts">
        {steps.map(({ name, detail }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{detail}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
