import { isRecord } from './is-record.ts';

type Entity = Readonly<Record<string, unknown>>;

/** What writes left behind, while the mock runs. */
export class WrittenEntities {
  private readonly entities = new Map<string, Entity>();

  /** Remembers the entity of a write's answer: the one that the path names, or a new one with an id of its own. */
  remember(body: unknown, params: Readonly<Record<string, unknown>>): void {
    const entity = isRecord(body) && isRecord(body.data) ? body.data : undefined;
    if (!entity) return;
    const inPath = Object.keys(params).find((name) => isKey(name) && entity[name] === params[name]);
    const name = inPath ?? Object.keys(entity).find(isKey);
    if (name !== undefined) this.entities.set(keyOf(name, entity[name]), entity);
  }

  /** The entity that a path names, as it was last written. */
  find(params: Readonly<Record<string, unknown>>): Entity | undefined {
    return Object.entries(params)
      .map(([name, id]) => this.entities.get(keyOf(name, id)))
      .find(Boolean);
  }

  /** A body in which every entity that was written shows the written values, of the fields that it has. */
  show(value: unknown): unknown {
    if (this.entities.size === 0) return value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.show(item));
    if (!isRecord(value)) return value;
    const written = this.find(Object.fromEntries(Object.entries(value).filter(([name]) => isKey(name))));
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        written && name in written && !isKey(name) ? written[name] : this.show(member),
      ]),
    );
  }
}

function isKey(name: string): boolean {
  return name.endsWith('_id') || name === 'reference';
}

function keyOf(name: string, id: unknown): string {
  return `${name} ${String(id)}`;
}
