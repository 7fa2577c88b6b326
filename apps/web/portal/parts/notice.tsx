import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

export function Notice({ title, children }: Props) {
  return (
    <section className="notice">
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}
