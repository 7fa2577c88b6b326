import { useState } from 'react';
import { useServices } from './services.tsx';

/**
 * Keeps a text while its writer signs in again, because the sign-in leaves the page. Other tabs can't see the text.
 * An empty text deletes the draft.
 */
export function useDraft(name: string): readonly [text: string, change: (text: string) => void] {
  const { person } = useServices().session;
  const key = `draft ${name} ${person}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const change = (changed: string): void => {
    setText(changed);
    if (changed === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, changed);
  };
  return [text, change];
}
