import { useEffect } from 'react';

/** Also sets the title of the tab and scrolls to the top. */
export function PageTitle({ children: title }: { readonly children: string }) {
  useEffect(() => {
    document.title = `${title} – Qred developer portal`;
    window.scrollTo(0, 0);
  }, [title]);
  return <h1>{title}</h1>;
}
