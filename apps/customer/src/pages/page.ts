import { type Html, html } from '#libs/html';
import { styles } from './styles.ts';

/** The page needs no scripts. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} – Qred</title>
        ${styles}
      </head>
      <body>
        <header><p class="logo">Qred</p></header>
        <main>${content}</main>
      </body>
    </html>`.text;
}
