import type { Plan } from './plan.ts';

/** Outputs for later workflow jobs: the services as a matrix. */
export function outputsOf({ services }: Plan): string {
  return `services=${JSON.stringify(services.map(({ service }) => service))}\n`;
}

/** Renders the plan as Markdown. */
export function summaryOf({ stage, sha, services, unchanged }: Plan): string {
  const lines = [
    ...services.map(({ service, reason }) => `| ${service} | deploy | ${reason} |`),
    ...unchanged.map(({ service, reason }) => `| ${service} | leave | ${reason} |`),
  ];
  return [
    `### ${stage} at ${sha.slice(0, 7)}`,
    '',
    '| service | what | why |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
