import type { Plan } from './plan.ts';
import type { Images } from './ports.ts';

/**
 * Builds and pushes all missing images of a plan in one build. A new service has no registry yet, so its
 * deployment builds the image.
 */
export async function publishMissing(
  { waves, sha }: Pick<Plan, 'waves' | 'sha'>,
  images: Pick<Images, 'exists' | 'publish'>,
): Promise<void> {
  const built = waves.flat().filter(({ image, previousSha }) => image === 'built' && previousSha !== null);
  const known = await Promise.all(built.map(({ service }) => images.exists(service, sha)));
  const missing = built.filter((_, index) => !known[index]).map(({ service }) => service);
  if (missing.length > 0) await images.publish(missing, sha);
}
