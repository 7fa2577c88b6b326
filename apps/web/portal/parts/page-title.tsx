import { useEffect } from 'react';

/** The heading of a page, and the title of its tab. A page opens at its top. */
export function PageTitle({ children: title }: { readonly children: string }) {
  useEffect(() => {
    document.title = `${title} – Qred developer portal`;
    window.scrollTo(0, 0);
  }, [title]);
  return <h1>{title}</h1>;
}
