export { renderFiguresPage } from './figures/figures-page.ts';
export { allStageSettings } from './pipeline/arguments.ts';
export { deliveryVariables } from './variables.ts';
