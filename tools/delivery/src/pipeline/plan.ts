import type { StageName } from '#infra';
import { FOUNDATION, MOCK, WEB, type Manifest } from '#libs/manifest';
import type { Content, DeploymentRecord, Part } from '#libs/github';
import type { Git } from '../changes/git.ts';
import { type CommitContent, contentIn, partsToDeploy } from './content/content.ts';
import { heldBecause } from './held.ts';
import { type Promotion, findPromotion } from './promotion.ts';
import { isShared, stacksOf } from './stack-names.ts';

export interface PlannedUnit {
  readonly service: string;
  readonly previousSha: string | null;
  readonly reason: string;
  readonly content: Content;
  /** Parts that already run are not deployed again. */
  readonly parts: readonly Part[];
  readonly imageSha: string;
  /** Whether the image already runs, is built, or is copied from the previous stage. */
  readonly image: 'running' | 'built' | 'copied';
  /** The planned units that must succeed first. The unit waits for no other units. */
  readonly waitsFor: readonly string[];
}

export interface Plan {
  readonly stage: StageName;
  readonly sha: string;
  /**
   * Units in the same wave are deployed at the same time. The foundation comes first, and callees come before
   * callers.
   */
  readonly waves: readonly (readonly PlannedUnit[])[];
  readonly skipped: readonly { readonly service: string; readonly reason: string }[];
  /** Services that were deployed but are no longer in the repository. A person must delete their stacks. */
  readonly deleted: readonly { readonly service: string; readonly stacks: readonly string[] }[];
}

export interface PlanOptions {
  readonly stage: StageName;
  readonly sha: string;
  readonly content: CommitContent;
  /** Services that a person asks to deploy: new services, and services that wait after a rollback. */
  readonly named?: readonly string[];
}

export interface PlanSources {
  /**
   * Returns the last successful record and all later records. Returns an empty list if the service never ran.
   */
  readonly recent: (stage: string, service: string) => Promise<readonly DeploymentRecord[]>;
  readonly history: Pick<Git, 'knows' | 'isAncestor'>;
  readonly formerServices: () => Promise<readonly string[]>;
}

interface Unit {
  readonly service: string;
  readonly calls: readonly string[];
  readonly content: Content;
  readonly recent: readonly DeploymentRecord[];
}

/**
 * Plans the deployment of all changed parts. Skips services that can't be deployed or have not changed, and
 * returns the reasons.
 */
export async function planDeployment(options: PlanOptions, sources: PlanSources): Promise<Plan> {
  const { stage, sha, content } = options;
  const planned = new Map<string, PlannedUnit>();
  const skipped: { service: string; reason: string }[] = [];
  const units = await Promise.all(unitsOf(options).map((unit) => withRecords(unit, stage, sources)));
  const waves: PlannedUnit[][] = [];
  for (const unit of units) {
    const { service, calls } = unit;
    const result = await decide(unit, options, sources);
    const missing = calls.find(
      (callee) =>
        !planned.has(callee) &&
        !runsInterface(callee, units) &&
        // The web app doesn't wait for a service that was never deployed. The web app shows the sections of
        // that service as unavailable.
        (service !== WEB || hasRun(callee, units)),
    );
    if (!('parts' in result) || missing !== undefined) {
      const reason =
        'parts' in result ? `it calls ${missing}, which does not run this contract` : result.reason;
      skipped.push({ service, reason });
      continue;
    }
    const first = service !== FOUNDATION && planned.has(FOUNDATION) ? 1 : 0;
    const wave = Math.max(first, ...calls.map((callee) => waveOf(callee, waves) + 1));
    const waitsFor = [
      ...(first && result.parts.some((part) => part.endsWith('-stack')) ? [FOUNDATION] : []),
      ...calls.filter((callee) => planned.has(callee) && !runsInterface(callee, units)),
    ];
    const unitPlan = { ...result, waitsFor };
    planned.set(service, unitPlan);
    while (waves.length <= wave) waves.push([]);
    waves[wave]?.push(unitPlan);
  }
  return {
    stage,
    sha,
    waves: waves.filter((wave) => wave.length > 0),
    skipped,
    deleted: await findDeleted(content, stage, sources),
  };
}

/**
 * Returns the units in this order: foundation, mock, services, web app. Callees come before their callers.
 * Only some stages have a mock.
 */
function unitsOf({ content, stage }: PlanOptions): Omit<Unit, 'recent'>[] {
  const manifests = content.services.map(({ manifest }) => manifest);
  const units: Pick<Manifest, 'name' | 'calls'>[] = [
    { name: FOUNDATION, calls: [] },
    ...(Object.keys(contentIn(content, stage, MOCK) ?? {}).length > 0 ? [{ name: MOCK, calls: [] }] : []),
    ...manifests,
    { name: WEB, calls: manifests.map(({ name }) => name) },
  ];
  return units.map(({ name, calls }) => ({
    service: name,
    calls,
    content: contentIn(content, stage, name) ?? {},
  }));
}

async function withRecords(unit: Omit<Unit, 'recent'>, stage: string, sources: PlanSources): Promise<Unit> {
  return { ...unit, recent: await sources.recent(stage, unit.service) };
}

function waveOf(service: string, waves: readonly (readonly PlannedUnit[])[]): number {
  return waves.findIndex((wave) => wave.some((unit) => unit.service === service));
}

/** Whether callers of the planned version can already call the running version. */
function runsInterface(service: string, units: readonly Unit[]): boolean {
  const unit = units.find((each) => each.service === service);
  return unit?.recent[0]?.content?.interface === unit?.content.interface;
}

function hasRun(service: string, units: readonly Unit[]): boolean {
  return units.some((unit) => unit.service === service && unit.recent.length > 0);
}

type Decision = Omit<PlannedUnit, 'waitsFor'> | { readonly reason: string };

async function decide(
  { service, content, recent }: Unit,
  { stage, sha, content: commit, named = [] }: PlanOptions,
  { recent: readRecent, history }: PlanSources,
): Promise<Decision> {
  const [running] = recent;
  const isNamed = named.includes(service);
  if (!running && !isShared(service) && !isNamed)
    return { reason: 'it was never deployed here. Run the workflow "prepare service"' };
  const parts = partsToDeploy(running?.content ?? {}, content);
  if (parts.length === 0) return { reason: 'the running version has the same content' };
  if (running && (await isNewer(running.sha, sha, history)))
    return { reason: 'a newer version already runs' };
  const held = isNamed ? undefined : heldBecause(recent, content);
  if (held !== undefined) return { reason: held };
  const promotion: Promotion = await findPromotion({ stage, service, commit }, readRecent);
  if ('reason' in promotion) return promotion;
  const runs = running && !parts.includes('image');
  return {
    service,
    previousSha: running?.sha ?? null,
    reason: running
      ? `different from ${running.sha.slice(0, 7)}: ${parts.join(', ')}`
      : 'the first deployment',
    content,
    parts,
    imageSha: runs ? (running.image_sha ?? running.sha) : (promotion.imageSha ?? sha),
    image: runs ? 'running' : promotion.imageSha === undefined ? 'built' : 'copied',
  };
}

/** A delayed or repeated run must not replace a newer version. */
async function isNewer(
  running: string,
  sha: string,
  history: Pick<Git, 'knows' | 'isAncestor'>,
): Promise<boolean> {
  return running !== sha && (await history.knows(running)) && history.isAncestor(sha, running);
}

async function findDeleted(
  { services }: CommitContent,
  stage: StageName,
  { recent, formerServices }: PlanSources,
): Promise<Plan['deleted']> {
  const gone = (await formerServices()).filter(
    (name) => !services.some(({ manifest }) => manifest.name === name),
  );
  const ran = await Promise.all(gone.map(async (name) => (await recent(stage, name)).length > 0));
  return gone
    .filter((_, index) => ran[index])
    .map((name) => ({ service: name, stacks: Object.values(stacksOf(stage, name)).toReversed() }));
}

/**
 * Returns undefined if the unit needs no deployment. Throws an Error if other units must be deployed first.
 */
export function unitOf({ waves, stage }: Plan, service: string): PlannedUnit | undefined {
  const unit = waves.flat().find((planned) => planned.service === service);
  if (unit && unit.waitsFor.length > 0)
    throw new Error(
      `${service} needs this version of ${unit.waitsFor.join(', ')}, which ${stage} does not run yet. Deploy that first`,
    );
  return unit;
}

/** Each wave is a matrix of a later workflow job. */
export function outputsOf({ waves }: Plan): string {
  return `waves=${JSON.stringify(waves.map((wave) => wave.map(({ service }) => service)))}\n`;
}

export function summaryOf({ stage, sha, waves, skipped, deleted }: Plan): string {
  const lines = [
    ...waves.flatMap((wave, index) =>
      wave.map(({ service, reason }) => `| ${service} | deploy in wave ${index + 1} | ${reason} |`),
    ),
    ...skipped.map(({ service, reason }) => `| ${service} | skip | ${reason} |`),
    ...deleted.map(
      ({ service, stacks }) =>
        `| ${service} | delete by hand | its stacks may still exist: ${stacks.join(', ')} (docs/runbooks/delete-a-service.md) |`,
    ),
  ];
  return [
    `### ${stage} at ${sha.slice(0, 7)}`,
    '',
    '| service | action | reason |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
