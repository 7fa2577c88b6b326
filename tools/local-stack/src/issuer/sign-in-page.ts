import { createHash } from 'node:crypto';
import { escapeHtml } from '#libs/html';
import type { SeededUser } from './seeded-users.ts';

/** The same colours as the phone screen, which opens these pages. */
const STYLE = `
:root { color-scheme: light dark; --ink: #17211e; --ink-soft: #54605b; --paper: #fff; --canvas: #f5f3ee; --line: #e3dfd5;
  --dark: #1c2624; --on-dark: #fff; --focus: #2463eb; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #edf1ef; --ink-soft: #adb8b3; --paper: #1c2421; --canvas: #121816; --line: #39453f;
    --dark: #e8eeeb; --on-dark: #14201b; --focus: #7fa8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 30rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
p { margin: 0 0 1.5rem; color: var(--ink-soft); }
button { display: block; width: 100%; margin: 0 0 .75rem; padding: .9rem 1rem; border: 1px solid var(--line);
  border-radius: 12px; background: var(--paper); color: inherit; font: inherit; text-align: left; cursor: pointer; }
button:hover { border-color: var(--ink); }
button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
strong, small { display: block; }
small { color: var(--ink-soft); }
button.primary { background: var(--dark); color: var(--on-dark); text-align: center; }
`;

/** The Content-Security-Policy of these pages allows only this style. */
export const SIGN_IN_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; frame-ancestors 'none'`;

/** On this page, a developer chooses a user. `action` is the path that receives the form. */
export function signInPage(users: readonly SeededUser[], action: string): string {
  const buttons = users.map(({ user, companies }) => {
    const lines = companies.map(
      ({ account, summary, role }) =>
        `<strong>${escapeHtml(account.account_name)}, ${role}</strong>${summary === account.account_name ? '' : `<small>${escapeHtml(summary)}</small>`}`,
    );
    return `<button name="user" value="${escapeHtml(user)}">${lines.join('')}<small>${escapeHtml(user)}</small></button>`;
  });
  return page(
    'Choose a user',
    `<p>These users are the test data of the local stack. They have no passwords.</p>
<form method="post" action="${escapeHtml(action)}">${buttons.join('\n')}</form>`,
  );
}

/**
 * This page asks the user to confirm the sign-out. `form` is the provider's form, whose id is
 * `op.logoutForm`.
 */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<p>You sign out of the app and of this provider.</p>${form}
<button class="primary" autofocus type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
  );
}

export function messagePage(title: string, message: string): string {
  return page(title, `<p>${escapeHtml(message)}</p>`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${content}
</main></body></html>`;
}
