import { type SubmitEvent, useMemo } from 'react';
import { ApiProblem } from '#libs/api-client';
import { useDraft } from '../data/draft.ts';
import { useSupportRequest } from '../data/queries.ts';
import { retryAdvice } from '../data/recovery.ts';
import { Field } from '../view/field.tsx';
import { useFocusOnFirstError } from '../view/focus-first-error.ts';
import { SubPage } from '../view/sub-page.tsx';

export function SupportPage() {
  const request = useSupportRequest();
  const [contact, setContact] = useDraft('contact');
  const [message, setMessage] = useDraft('message');
  const faults = useMemo(() => faultsOf(request.error), [request.error]);
  const form = useFocusOnFirstError(faults);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    request.mutate(
      { contact, message },
      {
        onSuccess: () => {
          setContact('');
          setMessage('');
        },
      },
    );
  };

  return (
    <SubPage title="Contact support">
      {request.data ? (
        <div className="panel receipt" role="status">
          <h2>Your message has been sent</h2>
          <p>Your reference</p>
          <p className="receipt-reference">{request.data.reference}</p>
          <p>{request.data.next_steps}</p>
        </div>
      ) : (
        <form ref={form} className="panel form" onSubmit={submit} noValidate>
          <p>Write to us, and we get back to you.</p>
          {request.error && Object.keys(faults).length === 0 && (
            <p className="message bad" role="alert">
              Your message could not be sent right now. {retryAdvice(request.error)}
            </p>
          )}
          <Field
            label="How can we reach you?"
            value={contact}
            onChange={setContact}
            error={faults['/contact']}
            autoComplete="email"
            placeholder="Email address or telephone number"
          />
          <Field
            label="What is it about?"
            value={message}
            onChange={setMessage}
            error={faults['/message']}
            isLong
          />
          <button type="submit" className="button" disabled={request.isPending}>
            {request.isPending ? 'Sending' : 'Send'}
          </button>
        </form>
      )}
    </SubPage>
  );
}

/** The API's message about each invalid field, by the field's JSON Pointer. */
function faultsOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer, detail]));
}
