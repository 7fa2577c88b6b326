import { type Design, type Field, planExamples } from '#libs/briefs';

export function renderCall(design: Design): string {
  const [filled] = planExamples(design);
  const { method, path, body } = design;
  const parts = [
    ...(filled?.params ? [`path: ${texts(filled.params)}`] : []),
    ...(filled?.query ? [`query: ${texts(filled.query)}`] : []),
    ...(body.length > 0 ? [`body: { ${body.map(sent).join(', ')} }`] : []),
  ];
  const request = parts.length > 0 ? `, { ${parts.join(', ')} }` : '';
  return `api.${method.toLowerCase()}('${path}'${request})`;
}

function texts(given: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(given)
    .map(([name, text]) => `${name}: '${text}'`)
    .join(', ')} }`;
}

/** Apps don't have the function `sek`, so amounts become plain objects. */
function sent({ name, value }: Field): string {
  return `${name}: ${value.replace(/\bsek\((-?[\d_]+)\)/g, "{ amount: $1, currency: 'SEK' }")}`;
}
