import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design.css';

export function mount(page: ReactNode): void {
  const element = document.getElementById('root');
  if (!element) throw new Error('The HTML file has no element with the id root');
  createRoot(element).render(<StrictMode>{page}</StrictMode>);
}
