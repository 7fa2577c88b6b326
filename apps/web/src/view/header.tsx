import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useServices } from '../data/services.tsx';
import { Logo } from './icons.tsx';

const VIEWS = [
  ['/', 'Home'],
  ['/transactions', 'Transactions'],
  ['/card', 'Card'],
  ['/spend', 'Spend'],
  ['/invoices', 'Invoices'],
  ['/support', 'Support'],
] as const;

export function Header() {
  const { session } = useServices();
  const [location] = useLocation();
  const menu = useRef<HTMLElement>(null);
  const close = (): void => menu.current?.hidePopover();
  return (
    <header className="header">
      <Link href="/" className="home-link" aria-label="Qred, home">
        <Logo />
      </Link>
      <button type="button" className="menu-button" popoverTarget="menu">
        Menu
      </button>
      <nav id="menu" popover="auto" ref={menu} aria-label="Menu">
        <ul>
          {VIEWS.map(([path, name]) => (
            <li key={path}>
              <Link href={path} onClick={close} aria-current={path === location ? 'page' : undefined}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="text-button"
          onClick={() => {
            close();
            void session.signOut();
          }}
        >
          Sign out
        </button>
      </nav>
    </header>
  );
}
