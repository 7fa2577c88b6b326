import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PortalData, PortalOperation, PortalScreen } from '#libs/portal-data';
import { Notice } from '../parts/notice.tsx';
import { OperationLink } from '../parts/operation-link.tsx';
import { States } from '../parts/states.tsx';
import { ElementDetails } from './element-details.tsx';
import { Phone } from './phone.tsx';
import { PageTitle } from '../parts/page-title.tsx';

interface PageProps {
  readonly data: PortalData;
  /** From the page's address. `element` is a number. */
  readonly chosen: { readonly screen?: string | undefined; readonly element?: string | undefined };
}

export function ScreensPage({ data, chosen }: PageProps) {
  return (
    <>
      <PageTitle>Screens</PageTitle>
      {data.screens.map((screen) => (
        <Screen
          key={screen.file}
          screen={screen}
          operations={data.operations}
          selected={nameOf(screen) === chosen.screen ? Number(chosen.element) : undefined}
        />
      ))}
      <section className="panel">
        <h2>Operations</h2>
        <Operations operations={data.operations} />
      </section>
    </>
  );
}

interface ScreenProps {
  readonly screen: PortalScreen;
  readonly operations: readonly PortalOperation[];
  readonly selected: number | undefined;
}

/** Returns `mobile-view` for `docs/screens/mobile-view.yaml`, as in the page's address. */
function nameOf({ file }: PortalScreen): string {
  return file.replaceAll(/^.*\/|\.yaml$/g, '');
}

function Screen({ screen, operations, selected }: ScreenProps) {
  const [, navigate] = useLocation();
  const [state, setState] = useState<string>();
  const element = screen.elements.find(({ number }) => number === selected);
  const states = [...new Set(screen.elements.flatMap((each) => each.states.map(({ when }) => when)))];
  return (
    <section aria-label={screen.screen}>
      {screen.faults.map((fault) => (
        <Notice key={fault} title={`${screen.file} is wrong`}>
          {fault}
        </Notice>
      ))}
      <p className="toolbar">
        <label>
          State of the {screen.screen}{' '}
          <select value={state ?? ''} onChange={(event) => setState(event.target.value || undefined)}>
            <option value="">as in the wireframe</option>
            {states.map((when) => (
              <option key={when}>{when}</option>
            ))}
          </select>
        </label>
      </p>
      <div className="screen">
        <Phone
          elements={screen.elements}
          selected={selected}
          state={state}
          onSelect={(number) => navigate(`/screens/${nameOf(screen)}/${number}`)}
        />
        {element ? (
          <ElementDetails element={element} operations={operations} />
        ) : (
          <section className="panel">
            <h2>Click an element</h2>
            <p>
              You see the operation and the field that feed it, and what it shows if there is no data or a
              service is down.
            </p>
          </section>
        )}
      </div>
    </section>
  );
}

function Operations({ operations }: { readonly operations: readonly PortalOperation[] }) {
  return (
    <ul className="list operations">
      {operations.map((operation) =>
        operation.status ? (
          <li key={`${operation.service}.${operation.id}`}>
            <OperationLink operation={operation} />
            <span>
              {operation.service}.{operation.id}
            </span>
            <States state={operation.status} />
          </li>
        ) : null,
      )}
    </ul>
  );
}
