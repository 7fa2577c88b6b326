import { Fragment, useEffect, useRef } from 'react';
import type { FieldSource, PortalOperation, ScreenElement } from '#libs/portal-data';
import { DataTable } from '../parts/data-table.tsx';
import { OperationLink, referenceUrl } from '../parts/operation-link.tsx';
import { States } from '../parts/states.tsx';
import { formatValue } from './format-value.ts';

interface Props {
  readonly element: ScreenElement;
  readonly operations: readonly PortalOperation[];
}

export function ElementDetails({ element, operations }: Props) {
  const names = [element, ...element.values, ...element.states].map(({ operation }) => operation);
  const used = operations.filter((operation) => names.includes(nameOf(operation)));
  const opened = operations.find((operation) => nameOf(operation) === element.opens);
  const details = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone, the details are below the picture. Without scrolling, a tap would seem to have no effect.
    const { top = 0 } = details.current?.getBoundingClientRect() ?? {};
    if (top > window.innerHeight / 2) details.current?.scrollIntoView();
  }, [element]);
  return (
    <section ref={details} className="panel details" aria-live="polite">
      <h2>{element.element}</h2>
      {element.because !== undefined && <p>It is static: {element.because}.</p>}
      {used.map((operation) => (
        <Operation key={nameOf(operation)} operation={operation} />
      ))}
      {opened && (
        <p>
          A tap opens <OperationLink operation={opened} />
        </p>
      )}
      {element.values.length > 0 && <Values element={element} />}
      {element.states.length > 0 && <ElementStates element={element} />}
    </section>
  );
}

function nameOf({ service, id }: PortalOperation): string {
  return `${service}.${id}`;
}

function Operation({ operation }: { readonly operation: PortalOperation }) {
  return (
    <div className="operation">
      <p>
        <OperationLink operation={operation} />
      </p>
      <p className="quiet">{operation.summary}</p>
      {operation.status && <States state={operation.status} />}
      {operation.isExposed && (
        <p>
          <a className="button" href={referenceUrl(operation.service, operation.id)}>
            Open {operation.id} and try it
          </a>
        </p>
      )}
    </div>
  );
}

function Values({ element: { values } }: { readonly element: ScreenElement }) {
  return (
    <DataTable
      caption="Values"
      columns={[
        { title: 'Shows', cell: ({ shows }) => shows },
        { title: 'Field', cell: (value) => <Field source={value} /> },
        {
          title: 'In the example',
          cell: (value) => formatValue(value) || JSON.stringify(value.value),
        },
        { title: 'Example', cell: ({ example }) => example },
      ]}
      rows={values}
      keyOf={({ shows }) => shows}
    />
  );
}

function ElementStates({ element: { states } }: { readonly element: ScreenElement }) {
  return (
    <DataTable
      caption="States"
      columns={[
        { title: 'When', cell: ({ when }) => when },
        {
          title: 'It shows',
          cell: ({ then, test }) => (
            <>
              {then}
              <details className="quiet">
                <summary>Its test</summary>
                {test}
              </details>
            </>
          ),
        },
        {
          title: 'Decided by',
          cell: (state) => (
            <>
              <Field source={state} />
              {state.value !== undefined && (
                <>
                  {' '}
                  is <code>{JSON.stringify(state.value)}</code>
                </>
              )}
            </>
          ),
        },
        { title: 'Example', cell: ({ example }) => example },
      ]}
      rows={states}
      keyOf={({ when }) => when}
    />
  );
}

function Field({ source: { pointer, minusLengthOf, problem } }: { readonly source: FieldSource }) {
  return (
    <>
      {problem === undefined ? <Path pointer={pointer} /> : <code>{problem}</code>}
      {minusLengthOf !== undefined && (
        <>
          {' '}
          minus the length of <Path pointer={minusLengthOf} />
        </>
      )}
    </>
  );
}

/** Shows a JSON pointer as `data.cards.0.status`. A line can break after each dot. */
function Path({ pointer = '' }: { readonly pointer: string | undefined }) {
  const [first = '', ...rest] = pointer.slice(1).split('/');
  return (
    <code>
      {first}
      {rest.map((part, index) => (
        <Fragment key={index}>
          .<wbr />
          {part}
        </Fragment>
      ))}
    </code>
  );
}
