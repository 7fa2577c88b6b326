import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { ArrowLeft } from './icons.tsx';

interface SubPageProps {
  readonly title: string;
  readonly company?: string | undefined;
  readonly children: ReactNode;
}

/** The heading gets the focus, so that a screen reader reads it. */
export function SubPage({ title, company, children }: SubPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Qred card`;
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, [title]);
  return (
    <main className="sub-page">
      <Link href="/" className="back">
        <ArrowLeft />
        Home
      </Link>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {company !== undefined && <p className="company">{company}</p>}
      {children}
    </main>
  );
}
