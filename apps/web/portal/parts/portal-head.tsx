import type { ReactNode } from 'react';
import './portal-head.css';

export const REFERENCE = '/portal/reference/';

/** The pages of the portal in the order of the menu: the address and the title of each. */
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
  /** The address of the page that the reader sees, which may name a part of the page. */
  readonly current: string;
  /** Stands in place of the link to the phone screen. */
  readonly children?: ReactNode;
}

/** The menu of the portal and of the API reference. The reference is a page of its own, so links are plain addresses. */
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
