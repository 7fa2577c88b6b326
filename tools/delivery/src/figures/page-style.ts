/**
 * The page has the portal's colors, because the portal shows the page. Inside the portal, the page has no
 * margins.
 */
export const PAGE_STYLE = `
:root {
  --ink: #17211e; --ink-soft: #54605b; --paper: #fff; --canvas: #f5f3ee; --line: #e3dfd5;
  --accent: #1d6a53; --bad: #9b2217; --neutral: #8fb5a7; --warning: #7a4b00; --warning-fill: #fdf0d2;
  --focus: #2463eb; color-scheme: light dark;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #edf1ef; --ink-soft: #adb8b3; --paper: #1c2421; --canvas: #121816; --line: #39453f;
    --accent: #6fcbab; --bad: #ffb0a8; --neutral: #4d7a6a; --warning: #f3cd88; --warning-fill: #443310;
    --focus: #7fa8ff;
  }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--canvas); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; display: grid; gap: 2rem; grid-template-columns: minmax(0, 1fr); }
html.in-portal { overflow: hidden; }
.in-portal main { max-width: none; padding: 0 0 1px; }
.in-portal h1 { font-size: 1.25rem; }
h1, h2, p, dl, dd, ul { margin: 0; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.125rem; margin-bottom: 0.75rem; }
.soft { color: var(--ink-soft); font-size: 0.875rem; }
.sample { padding: 0.75rem 1rem; color: var(--warning); background: var(--warning-fill); border-radius: 10px; }
.cards { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); }
.card, figure, .scroll { background: var(--paper); border: 1px solid var(--line); border-radius: 16px; }
.card { padding: 1rem; display: grid; gap: 0.25rem; grid-row: span 2; grid-template-rows: subgrid; }
.card dt { font-weight: 600; font-size: 0.9375rem; line-height: 1.3; }
.card dd { display: grid; align-content: start; gap: 0.125rem; line-height: 1.35; }
.value { font-size: 1.5rem; font-weight: 650; line-height: 1.3; margin: 0.25rem 0; }
.charts { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); align-items: start; }
figure { margin: 0; padding: 1rem; }
figcaption { font-weight: 600; margin-bottom: 0.5rem; display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; }
.legend { font-weight: 400; display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
.key { display: inline-flex; align-items: center; gap: 0.375rem; }
.key span { width: 0.75rem; height: 0.75rem; border-radius: 3px; }
figure svg { display: block; width: 100%; height: auto; }
summary { cursor: pointer; padding: 0.25rem 0; font-size: 0.875rem; color: var(--ink-soft); }
summary:focus-visible, .scroll:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.scroll { overflow-x: auto; margin-bottom: 0.5rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
details table { font-size: 0.875rem; }
th, td { padding: 0.5rem 1rem; text-align: left; vertical-align: baseline; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-size: 0.875rem; }
tbody th { font-weight: 500; }
th[scope='row'] { white-space: nowrap; }
tfoot th, tfoot td { font-weight: 600; }
section > p + .scroll { margin-top: 0.75rem; }
ul { padding-left: 1.25rem; display: grid; gap: 0.25rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { background: none; } figure, .card { break-inside: avoid; } }
`;
