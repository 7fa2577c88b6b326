import { type DesignedBrief, describeDesign, describeExamples } from '#libs/briefs';
import { Notice } from '../parts/notice.tsx';
import type { Outcome } from './check.ts';

export function Preview({ questions, designed }: Outcome) {
  return (
    <section className="preview" aria-live="polite" aria-label="Result">
      {questions.length === 0 && !designed && (
        <p className="empty">The operation appears here while you answer.</p>
      )}
      {designed && <Operation {...designed} />}
      {designed?.notes.map((note) => (
        <Notice key={note} title="Note">
          {note}
        </Notice>
      ))}
      {designed &&
        describeExamples(designed.operation).map(({ title, text }) => (
          <section className="panel" key={title}>
            <h2>{title}</h2>
            <pre tabIndex={0}>{text}</pre>
          </section>
        ))}
      {questions.length > 0 && (
        <section className="panel">
          <h2>Nothing can be built from this brief yet</h2>
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

function Operation({ operation }: Pick<DesignedBrief, 'operation'>) {
  return (
    <section className="panel">
      <h2>{operation.summary}</h2>
      <dl className="facts">
        {describeDesign(operation).map(([title, items]) => (
          <Fact key={title} title={title} items={items} />
        ))}
      </dl>
    </section>
  );
}

function Fact({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {items.map((item) => (
          <div key={item}>{item}</div>
        ))}
      </dd>
    </>
  );
}
