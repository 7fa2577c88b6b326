import { html } from '#libs/html';

export const styles = html`<style>
  :root {
    --paper: #f1f2f3;
    --panel: #e3e5e7;
    --ink: #1d2327;
    --quiet: #49525a;
    --field: #ffffff;
    --line: #68727b;
    --button: #1d2327;
    --on-button: #ffffff;
    --fault: #a8071a;
    --focus: #1257c4;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --paper: #14181b;
      --panel: #23292e;
      --ink: #eceff1;
      --quiet: #b3bcc3;
      --field: #1c2125;
      --line: #8a959e;
      --button: #eceff1;
      --on-button: #14181b;
      --fault: #ff9c9c;
      --focus: #8ab8ff;
    }
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  body {
    margin: 0 auto;
    max-width: 36rem;
    padding: 1.5rem 1rem 3rem;
    background: var(--paper);
    color: var(--ink);
    font:
      1rem/1.5 system-ui,
      sans-serif;
    overflow-wrap: break-word;
  }
  h1 {
    margin: 2rem 0 0.5rem;
    font-size: 1.75rem;
    line-height: 1.2;
  }
  h2 {
    margin: 0 0 0.5rem;
    font-size: 1.125rem;
  }
  p {
    margin: 0 0 1rem;
  }
  a {
    color: inherit;
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .logo {
    display: inline-block;
    margin: 0;
    padding: 0.5rem 1.25rem;
    background: var(--panel);
    font-weight: 700;
  }
  .field {
    margin: 1.5rem 0 0;
  }
  label {
    display: block;
    font-weight: 600;
  }
  .hint {
    margin: 0;
    color: var(--quiet);
  }
  .fault {
    margin: 0.25rem 0 0;
    color: var(--fault);
    font-weight: 600;
  }
  input,
  textarea {
    display: block;
    width: 100%;
    min-height: 3rem;
    margin: 0.5rem 0 0;
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 0.25rem;
    background: var(--field);
    color: var(--ink);
    font: inherit;
  }
  textarea {
    min-height: 11rem;
    resize: vertical;
  }
  [aria-invalid='true'] {
    border: 2px solid var(--fault);
  }
  button {
    display: block;
    width: 100%;
    min-height: 3rem;
    margin: 2rem 0 0;
    padding: 0.75rem 1rem;
    border: 1px solid transparent;
    border-radius: 0.25rem;
    background: var(--button);
    color: var(--on-button);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .summary,
  .receipt {
    margin: 1.5rem 0 0;
    padding: 1rem;
    border-radius: 0.25rem;
    background: var(--panel);
  }
  .summary {
    border: 2px solid var(--fault);
  }
  .summary p,
  .summary ul,
  .receipt p {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .summary a,
  .action {
    display: inline-flex;
    align-items: center;
    min-height: 2.75rem;
  }
  .reference {
    font-size: 1.375rem;
    font-weight: 700;
  }
  .next {
    margin-top: 1.5rem;
  }
</style>`;
