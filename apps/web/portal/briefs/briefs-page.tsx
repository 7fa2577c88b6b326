import { useMemo, useState } from 'react';
import { z } from 'zod';
import { kebabCase, whoMayUse } from '#libs/briefs';
import type { PortalData } from '#libs/portal-data';
import { useAbilities } from '../portal-data.ts';
import { NO_ANSWERS, briefText } from './answers.ts';
import { BriefForm } from './brief-form.tsx';
import { type Outcome, check } from './check.ts';
import { Preview } from './preview.tsx';
import { newFileUrl, saveBrief } from './save.ts';
import { PageTitle } from '../parts/page-title.tsx';

// The Content-Security-Policy of the page forbids code that is generated at run time.
z.config({ jitless: true });

const EMPTY = briefText(NO_ANSWERS);

export default function BriefsPage({ data }: { readonly data: PortalData }) {
  const [answers, setAnswers] = useState(NO_ANSWERS);
  const text = briefText(answers);
  const outcome: Outcome = useMemo(
    () => (text === EMPTY ? { questions: [] } : check(data.existing, text)),
    [data.existing, text],
  );
  const name = kebabCase(answers.texts.name ?? '');
  const isReady = name !== '' && outcome.designed !== undefined;
  return (
    <>
      <PageTitle>Briefs</PageTitle>
      <p className="lead">
        Describe in plain words what a screen needs. The operation follows from your answers.
      </p>
      <div className="workbench">
        <div>
          <BriefForm
            answers={answers}
            services={data.existing.services}
            who={whoMayUse(data.existing, text)}
            onChange={setAnswers}
          />
          <Save name={name} text={text} repository={data.source.repository} isReady={isReady} />
        </div>
        <Preview {...outcome} />
      </div>
    </>
  );
}

interface SaveProps {
  readonly name: string;
  readonly text: string;
  readonly repository: string | null;
  readonly isReady: boolean;
}

function Save({ name, text, repository, isReady }: SaveProps) {
  const [result, setResult] = useState('');
  const [exists, setExists] = useState(false);
  const canSave = useAbilities().data?.savesBriefs === true;
  const file = `briefs/${name || 'name'}.yaml`;
  const save = async (replace: boolean): Promise<void> => {
    try {
      const outcome = await saveBrief(name, text, { replace });
      setExists(outcome === 'exists');
      setResult(
        outcome === 'exists'
          ? `${file} exists already.`
          : `Saved. A developer continues with: npx nx g workspace:operation --brief ${file}`,
      );
    } catch (error) {
      setResult(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="save">
      {canSave && (
        <button type="button" disabled={!isReady} onClick={() => void save(false)}>
          Save as {file}
        </button>
      )}
      {canSave && exists && (
        <button type="button" disabled={!isReady} onClick={() => void save(true)}>
          Replace it
        </button>
      )}
      {!canSave && repository !== null && isReady && (
        <a className="button" href={newFileUrl(repository, name, text)}>
          Propose it on GitHub
        </a>
      )}
      {!isReady && <p className="quiet">You can save the brief when no question is open.</p>}
      <p role="status">{result}</p>
      <details>
        <summary>The brief as a file</summary>
        <pre tabIndex={0}>{text}</pre>
      </details>
    </div>
  );
}
