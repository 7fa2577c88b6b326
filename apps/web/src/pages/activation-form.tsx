import { type SubmitEvent, useState } from 'react';
import { ApiProblem, type Card } from '#libs/api-client';
import { useActivation } from '../data/queries.ts';
import { retryAdvice } from '../data/recovery.ts';
import { refusalText } from '../home/home-state.ts';
import { parseExpiry } from '../view/format.ts';
import { Field } from '../view/field.tsx';
import { useFocusOnFirstError } from '../view/focus-first-error.ts';

interface Faults {
  readonly digits?: string;
  readonly expiry?: string;
}

export function ActivationForm({ card }: { readonly card: Card }) {
  const { account_id: accountId, card_id: cardId, actions } = card;
  const activation = useActivation(accountId, cardId);
  const [digits, setDigits] = useState('');
  const [expiry, setExpiry] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const form = useFocusOnFirstError(faults);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const expires = parseExpiry(expiry);
    const found = findFaults(digits, expires);
    setFaults(found);
    if (expires !== undefined && Object.keys(found).length === 0)
      activation.mutate({ last_four: digits.trim(), expires });
  };

  if (activation.isSuccess)
    return (
      <p className="message good" role="status">
        Your card is active. You can use it now.
      </p>
    );
  if (!actions.activate.allowed) return null;
  return (
    <form ref={form} className="panel form" onSubmit={submit} noValidate>
      <h2>Activate your card</h2>
      <p>Enter two details from the card to show that it has arrived.</p>
      {activation.error && (
        <p className="message bad" role="alert">
          {activationFailure(activation.error)}
        </p>
      )}
      <Field
        label="Last four digits of the card number"
        value={digits}
        onChange={setDigits}
        error={faults.digits}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
      />
      <Field
        label="Valid through (MM/YY)"
        value={expiry}
        onChange={setExpiry}
        error={faults.expiry}
        inputMode="numeric"
        autoComplete="off"
        maxLength={7}
        placeholder="06/35"
      />
      <button type="submit" className="button" disabled={activation.isPending}>
        {activation.isPending ? 'Activating' : 'Activate card'}
      </button>
    </form>
  );
}

function findFaults(digits: string, expires: string | undefined): Faults {
  return {
    ...(!/^\d{4}$/.test(digits.trim()) && { digits: 'Enter four digits.' }),
    ...(expires === undefined && { expiry: 'Enter the month and the year, such as 06/35.' }),
  };
}

function activationFailure(error: unknown): string {
  if (error instanceof ApiProblem) {
    if (error.code === 'CARD_DETAILS_MISMATCH')
      return 'These details do not match your card. After five wrong attempts, activation is locked.';
    const refusal = refusalText(error.code);
    if (error.status === 409 && refusal !== undefined) return refusal;
  }
  return `The card could not be activated right now. ${retryAdvice(error)}`;
}
