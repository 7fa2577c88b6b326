import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { ALARM_RUNBOOK } from './alarms/runbook-link.ts';
import type { Service } from './deployment.ts';
import { namesOf } from './naming.ts';
import { type Stacks, resourcesOf, stackNamed, synthesize, workspaceServices } from './testing/templates.ts';

const REPOSITORY = 'qred/alarms-test';
/** GitHub's tokens add ids to the owner and to the name of a repository. */
const REPOSITORY_WITH_IDS = 'qred@6154722/alarms-test@935372120';
const COMMANDS = 3;

let services: readonly Service[];
let stacks: Readonly<Record<'dev' | 'production', Stacks>>;

beforeAll(async () => {
  services = await workspaceServices();
  stacks = {
    dev: await synthesize({ stage: 'dev', repository: REPOSITORY_WITH_IDS }, services),
    production: await synthesize({ stage: 'production', repository: REPOSITORY_WITH_IDS }, services),
  };
});

const alarmSchema = z.object({ AlarmName: z.string(), AlarmDescription: z.string() });

const metricSchema = z.object({
  Expression: z.string().optional(),
  MetricStat: z.object({ Period: z.number(), Stat: z.string() }).optional(),
});

const conditionSchema = z.object({
  AlarmName: z.string(),
  Threshold: z.number(),
  EvaluationPeriods: z.literal(1),
  Metrics: z.array(metricSchema),
});

const TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

function alarmsIn(stage: 'dev' | 'production') {
  return TYPES.flatMap((type) => resourcesOf(stacks[stage].values(), type)).map(({ Properties }) => {
    const { AlarmName = Properties.CompositeAlarmName, ...more } = Properties;
    return { ...more, ...alarmSchema.parse({ ...Properties, AlarmName }) };
  });
}

describe('the runbook of the alarms', () => {
  const page = readFileSync(resolve(__dirname, '../..', ALARM_RUNBOOK), 'utf8');
  const [, ...parts] = page.split(/^## /m);
  const sections = parts.map((part) => ({
    heading: part.slice(0, part.indexOf('\n')),
    blocks: [...part.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block),
    meaning: part.slice(part.indexOf('\n'), part.indexOf('```')).trim(),
  }));

  it("has one section for each alarm, and each alarm's description links to its section", () => {
    const link = new RegExp(
      String.raw`\. What to do: https://github\.com/${REPOSITORY}/blob/main/${ALARM_RUNBOOK}#([\w-]+)$`,
    );
    const texts = [
      ...[...alarmsIn('dev'), ...alarmsIn('production')].map(({ AlarmDescription }) => AlarmDescription),
      ...notificationsIn(stacks.production),
    ];
    const linked = texts.map((text) => link.exec(text)?.[1] ?? `no link in "${text}"`);

    expect([...new Set(linked)].sort()).toEqual(sections.map(({ heading }) => heading).sort());
  });

  it.each(sections)('explains the alarm $heading and gives three commands', (section) => {
    expect(section.meaning).not.toBe('');
    expect(section.blocks).toHaveLength(1);
    expect(countCommands(section.blocks[0] ?? '')).toBe(COMMANDS);
  });
});

it("links to GitHub in templates lead to the platform's repository", () => {
  const templates = [...stacks.dev.values(), ...stacks.production.values()];
  const linked = templates.flatMap(({ resources }) => [
    ...JSON.stringify(resources).matchAll(/github\.com\/([^/]+\/[^/]+)\/blob/g),
  ]);
  expect(new Set(linked.map(([, repository]) => repository))).toEqual(new Set([REPOSITORY]));
});

describe('alarms', () => {
  it.each(['dev', 'production'] as const)('have unique names in %s', (stage) => {
    const names = alarmsIn(stage).map(({ AlarmName }) => AlarmName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('burn-rate alarms', () => {
  const HOUR = 3600;

  /** Returns the two alarms that a composite alarm combines. The alarm with the long window comes first. */
  function conditionsOf(service: Service, kind: string) {
    const stack = stackNamed(stacks.production, namesOf('production').stacks.service(service.manifest));
    const name = `qred-production-${service.manifest.name}-${kind}`;
    return resourcesOf([stack], 'AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => String(Properties.AlarmName).startsWith(`${name}-`))
      .map(({ Properties }) => conditionSchema.parse(Properties))
      .map(({ Threshold, Metrics }) => ({
        threshold: Threshold,
        expression: Metrics.find(({ Expression }) => Expression !== undefined)?.Expression,
        stats: Metrics.flatMap(({ MetricStat }) => MetricStat?.Stat ?? []),
        seconds: [...new Set(Metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []))],
      }));
  }

  it('fire at 14.4 times the budget over an hour, and at 6 times the budget over six hours', () => {
    for (const service of services) {
      const { available, fast } = service.manifest.slo;
      for (const [objective, budget] of [
        ['availability', 100 - available],
        ['latency', 100 - fast],
      ] as const) {
        const [fastLong, fastShort] = conditionsOf(service, `${objective}-fast-burn`);
        const [slowLong, slowShort] = conditionsOf(service, `${objective}-slow-burn`);

        expect(fastLong).toMatchObject({
          seconds: [HOUR],
          threshold: expect.closeTo(14.4 * budget, 6) as number,
        });
        expect(fastShort).toMatchObject({ seconds: [300], threshold: fastLong?.threshold });
        expect(slowLong).toMatchObject({
          seconds: [6 * HOUR],
          threshold: expect.closeTo(6 * budget, 6) as number,
        });
        expect(slowShort).toMatchObject({ seconds: [1800], threshold: slowLong?.threshold });
      }
    }
  });

  it('count responses that failed, and responses that were slower than the objective allows', () => {
    for (const service of services) {
      const { fastMs } = service.manifest.slo;
      const [failures] = conditionsOf(service, 'availability-fast-burn');
      const [slow] = conditionsOf(service, 'latency-fast-burn');

      expect(failures?.expression).toMatch(/^IF\(FILL\(failed, 0\) >= 3, 100 \*/);
      expect(slow?.expression).toMatch(/>= 3, 100 - fast, 0\)$/);
      expect(slow?.stats).toContain(`PR(:${fastMs / 1000})`);
    }
  });

  it('send a notification only while both windows exceed the threshold', () => {
    const composites = resourcesOf(stacks.production.values(), 'AWS::CloudWatch::CompositeAlarm');
    expect(composites).toHaveLength(4 * services.length);
    for (const { Properties } of composites) {
      const { AlarmRule, AlarmActions } = z
        .object({ AlarmRule: z.string(), AlarmActions: z.array(z.string()) })
        .parse(Properties);
      expect(AlarmRule).toMatch(/^\(ALARM\("[^"]+"\) AND ALARM\("[^"]+"\)\)$/);
      expect(AlarmActions).toEqual(['{/qred/production/operations/alarm-topic-arn}']);
    }
    for (const { AlarmName, ...more } of alarmsIn('production').filter(({ AlarmName }) =>
      /-minutes$/.test(AlarmName),
    ))
      expect({ AlarmName, ...more }).not.toHaveProperty('AlarmActions');
  });

  it('exist only in production, because nobody depends on dev', () => {
    expect(resourcesOf(stacks.dev.values(), 'AWS::CloudWatch::CompositeAlarm')).toEqual([]);
  });
});

function notificationsIn(own: Stacks): string[] {
  const targets = z.array(z.object({ InputTransformer: z.object({ InputTemplate: z.string() }) }));
  return resourcesOf(own.values(), 'AWS::Events::Rule')
    .filter(({ Properties }) => Properties.EventPattern)
    .flatMap(({ Properties }) => targets.parse(Properties.Targets))
    .map(({ InputTransformer: { InputTemplate } }) => InputTemplate.replace(/^"|"$/g, ''));
}

/** Counts a loop as one command, and a line with its continuation lines as one command. */
function countCommands(block: string): number {
  const commands = block.replace(/\\\n\s*/g, '').replace(/\bdo\n(.*?)^done/gms, 'do …; done');
  return commands.split('\n').filter(Boolean).length;
}
