import { type RefObject, useEffect, useRef } from 'react';

/** The form to give to `ref`, whose first invalid field gets the focus when `faults` change. */
export function useFocusOnFirstError(faults: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  return form;
}
