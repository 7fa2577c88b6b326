import type { FieldSource, PortalOperation, ScreenElement } from '#libs/portal-data';
import { OperationLink, referenceUrl } from '../parts/operation-link.tsx';
import { States } from '../parts/states.tsx';
import { formatValue } from './format-value.ts';

interface Props {
  readonly element: ScreenElement;
  readonly operations: readonly PortalOperation[];
}

/** The operations and fields that feed an element of a screen, and its states. */
export function ElementDetails({ element, operations }: Props) {
  const names = [element, ...element.values, ...element.states].map(({ operation }) => operation);
  const used = operations.filter((operation) => names.includes(nameOf(operation)));
  const opened = operations.find((operation) => nameOf(operation) === element.opens);
  return (
    <section className="panel details" aria-live="polite">
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

function Values({ element }: { readonly element: ScreenElement }) {
  return (
    <div className="scroll">
      <table>
        <caption>Values</caption>
        <thead>
          <tr>
            <th scope="col">Shows</th>
            <th scope="col">Field</th>
            <th scope="col">In the example</th>
          </tr>
        </thead>
        <tbody>
          {element.values.map((value) => (
            <tr key={value.shows}>
              <td>{value.shows}</td>
              <td>
                <Field source={value} />
              </td>
              <td>{formatValue(value) || JSON.stringify(value.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ElementStates({ element }: { readonly element: ScreenElement }) {
  return (
    <div className="scroll">
      <table>
        <caption>States</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">It shows</th>
            <th scope="col">Decided by</th>
          </tr>
        </thead>
        <tbody>
          {element.states.map((state) => (
            <tr key={state.when}>
              <td>{state.when}</td>
              <td>{state.then}</td>
              <td title={state.test}>
                <Field source={state} />{' '}
                {state.value !== undefined && <code>{JSON.stringify(state.value)}</code>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Field({ source }: { readonly source: FieldSource }) {
  const { pointer, minusLengthOf, problem, example } = source;
  return (
    <>
      <code>{problem ?? fieldAt(pointer)}</code>
      {minusLengthOf !== undefined && (
        <>
          {' '}
          minus the length of <code>{fieldAt(minusLengthOf)}</code>
        </>
      )}{' '}
      <span className="quiet">example {example}</span>
    </>
  );
}

/** A JSON pointer as people write a field: `data.cards.0.status`. */
function fieldAt(pointer = ''): string {
  return pointer.slice(1).replaceAll('/', '.');
}
