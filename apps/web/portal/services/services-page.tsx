import { Fragment } from 'react';
import type { Link, PortalData, PortalOperation, PortalService } from '#libs/portal-data';
import { OperationLink } from '../parts/operation-link.tsx';
import { REFERENCE } from '../parts/portal-head.tsx';
import { CallGraph } from './call-graph.tsx';
import { PageTitle } from '../parts/page-title.tsx';

export function ServicesPage({ data }: { readonly data: PortalData }) {
  return (
    <>
      <PageTitle>Services</PageTitle>
      <div className="overview">
        <section className="panel">
          <h2>Calls between services</h2>
          <CallGraph services={data.services} />
        </section>
        <section className="panel">
          <h2>How to run them, and runbooks</h2>
          <Links links={data.runbooks} />
        </section>
      </div>
      <div className="cards">
        {byName(data.services).map((service) => (
          <ServiceCard
            key={service.name}
            service={service}
            operations={data.operations.filter((operation) => operation.service === service.name)}
          />
        ))}
      </div>
    </>
  );
}

function byName(services: readonly PortalService[]): PortalService[] {
  return services.toSorted((one, other) => one.name.localeCompare(other.name));
}

interface CardProps {
  readonly service: PortalService;
  readonly operations: readonly PortalOperation[];
}

function ServiceCard({ service, operations }: CardProps) {
  const { name, purpose, owner, port, calls, calledBy, stores, docs, stages } = service;
  return (
    <section className="panel">
      <h2>{name}</h2>
      <p>{purpose}</p>
      <dl className="facts">
        <dt>Owner</dt>
        <dd>{owner}</dd>
        <dt>Calls</dt>
        <dd>{calls.join(', ') || 'nobody'}</dd>
        <dt>Called by</dt>
        <dd>{calledBy.join(', ') || 'only the edge'}</dd>
        <dt>Data</dt>
        <dd>{stores.join('; ') || 'none'}</dd>
        <dt>Contract</dt>
        <dd>
          <a href={`${REFERENCE}#tag/${name}`}>API reference</a>, <a href={`#/changes/${name}`}>changes</a>
        </dd>
        {stages.toReversed().map(({ stage, region, dashboard, alarms }) => (
          <Fragment key={stage}>
            <dt>In {stage}</dt>
            <dd>
              <a href={dashboard}>Dashboard</a>, <a href={alarms}>alarms</a>{' '}
              <span className="quiet">{region}</span>
            </dd>
          </Fragment>
        ))}
        <dt>Locally</dt>
        <dd>
          <a href={docs}>Swagger page</a> <span className="quiet">port {port}</span>
        </dd>
      </dl>
      <details>
        <summary>{operations.length} operations</summary>
        <ul className="list">
          {operations.map((operation) => (
            <li key={operation.id}>
              <OperationLink operation={operation} />
              <span>{operation.summary}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Links({ links }: { readonly links: readonly Link[] }) {
  return (
    <ul className="links">
      {links.map(({ title, href, file }) => (
        <li key={title}>
          {href === null ? title : <a href={href}>{title}</a>}
          {href === null && file !== undefined && (
            <>
              {' '}
              <code>{file}</code>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
