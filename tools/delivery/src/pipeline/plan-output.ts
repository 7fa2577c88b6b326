import type { Plan } from './plan.ts';

/** What later jobs of a workflow need: the services, as a list for a matrix. */
export function outputsOf({ services }: Plan): string {
  return `services=${JSON.stringify(services.map(({ service }) => service))}\n`;
}

/** The plan for people, as Markdown. */
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
