import type { Design, Field } from '#libs/briefs';
import { Notice } from '../parts/notice.tsx';
import type { Outcome } from './check.ts';

/** What the brief leads to, while it is written. */
export function Preview({ questions, operation, response, clash }: Outcome) {
  return (
    <section className="preview" aria-live="polite" aria-label="Result">
      {clash !== undefined && <Notice title="This exists already">{clash}</Notice>}
      {operation && <Operation design={operation} />}
      {response !== undefined && (
        <section className="panel">
          <h2>Example response</h2>
          <pre tabIndex={0}>{JSON.stringify(response, null, 2)}</pre>
        </section>
      )}
      {questions.length > 0 && (
        <section className="panel">
          <h2>
            {questions.length} open {questions.length === 1 ? 'question' : 'questions'}
          </h2>
          <ul className="questions">
            {questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function Operation({ design }: { readonly design: Design }) {
  const { summary, method, path, status, operationId, service, query, body, fields, problems, shape } =
    design;
  return (
    <section className="panel">
      <h2>{summary}</h2>
      <p className="route">
        <span className={`method ${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
      </p>
      <dl className="facts">
        <dt>Operation</dt>
        <dd>
          {service}.{operationId}
        </dd>
        <dt>Who</dt>
        <dd>{design.access === 'public' ? 'anybody' : 'members of the company'}</dd>
        <Fields title="Narrowed by" fields={query} />
        <Fields title="Sends" fields={body} />
        <Fields title={shape === 'page' ? `${status}, a list of` : `${status}`} fields={fields} />
        {problems.map(({ code, status: error, when }) => (
          <Fact key={code} title={String(error)}>
            <code>{code}</code> when {when}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Fields({ title, fields }: { readonly title: string; readonly fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <Fact title={title}>
      {fields.map(({ name, schema, optional, nullable }) => (
        <span className="tag" key={name} title={schema}>
          {name}
          {optional ? ' (optional)' : ''}
          {nullable ? ' (or null)' : ''}
        </span>
      ))}
    </Fact>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}
