import type { ReactNode } from 'react';
import './portal-head.css';

export const REFERENCE = '/portal/reference/';

const PAGES: readonly (readonly [address: string, title: string])[] = [
  ['/portal/#/services', 'Services'],
  [REFERENCE, 'API reference'],
  ['/portal/#/screens', 'Screens'],
  ['/portal/#/errors', 'Errors'],
  ['/portal/#/changes', 'Changes'],
  ['/portal/#/briefs', 'Briefs'],
  ['/portal/#/requests', 'Requests'],
  ['/portal/#/figures', 'Figures'],
];

interface Props {
  /** The address of the page that the reader sees, with the fragment. */
  readonly current: string;
  readonly children?: ReactNode;
}

/** Links are plain addresses, because the API reference also has this menu and is a separate HTML page. */
export function PortalHead({ current, children = <a href="/">Phone screen</a> }: Props) {
  return (
    <nav className="portal-head" aria-label="Portal">
      <a className="brand" href="/portal/">
        Qred <span>developer portal</span>
      </a>
      <div className="menu">
        {PAGES.map(([address, title]) => (
          <a key={address} href={address} aria-current={isPart(current, address) ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </div>
      <div className="aside">{children}</div>
    </nav>
  );
}

function isPart(current: string, address: string): boolean {
  return current === address || current.startsWith(`${address}/`);
}
