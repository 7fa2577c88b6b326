export { Html, escapeHtml, html } from './html.ts';
