import { type RefObject, useEffect, useRef } from 'react';

/** Returns a ref for a form. When `faults` changes, the first invalid field of the form gets the focus. */
export function useFocusOnFirstError(faults: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [faults]);
  return form;
}
