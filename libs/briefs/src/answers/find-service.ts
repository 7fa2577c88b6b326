import type { Draft } from './draft.ts';
import { apiWord } from '../api-words.ts';
import type { Service } from '../existing.ts';
import { singular, wordsOf } from '../words.ts';

const FILLERS = new Set(
  'a an and are be by call can done for how in is it its may much of on one or see the their them they to us we what who with'.split(
    ' ',
  ),
);
const WEIGHT_OF_NAME = 5;

/**
 * Finds the service by its name or purpose, or the service that fits the text best. Undefined if two services fit
 * equally well.
 */
export function findService(text: string, services: readonly Service[]): Service | undefined {
  const exact = services.find(({ name, purpose }) => [name, purpose].includes(text));
  if (exact) return exact;
  const [best, second] = byLikelihood(text, services);
  return best && best.score > (second?.score ?? 0) ? best.service : undefined;
}

export function likelyServices(
  { service, about, inside, does }: Draft,
  services: readonly Service[],
): Service[] {
  return byLikelihood([service, about, inside, does].join(' '), services).map((each) => each.service);
}

export function ownerOf(thing: string, services: readonly Service[]): string | undefined {
  const name = apiWord(singular(thing));
  return services.find((service) => service.name === name)?.name;
}

function byLikelihood(text: string, services: readonly Service[]) {
  const wanted = meaningful(text);
  return services
    .map((service) => {
      const own = new Set(meaningful(service.purpose));
      const named = wanted.filter((word) => word === service.name).length;
      const described = wanted.filter((word) => own.has(word)).length;
      return { service, score: named * WEIGHT_OF_NAME + described };
    })
    .sort((a, b) => b.score - a.score);
}

function meaningful(text: string): string[] {
  return wordsOf(text)
    .map((word) => apiWord(singular(word)))
    .filter((word) => !FILLERS.has(word));
}
