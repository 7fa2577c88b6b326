import ts from 'typescript';
import { UNKNOWN } from '#contracts/vocabulary';

interface Schema {
  readonly enum?: readonly unknown[];
}

/**
 * Returns the type of an enum that can get new values. The type lists the known strings, for completion and
 * narrowing, but also allows any other string. Returns undefined for other schemas.
 */
export function openEnum(schema: Schema): ts.TypeNode | undefined {
  const { enum: values } = schema;
  if (!values?.includes(UNKNOWN)) return undefined;
  const texts = values.filter((value) => typeof value === 'string' && value !== UNKNOWN).map(String);
  const { factory } = ts;
  const literals = texts.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  const absent = values.includes(null) ? [factory.createLiteralTypeNode(factory.createNull())] : [];
  return factory.createUnionTypeNode([...literals, anyOtherString(), ...absent]);
}

/** Returns `string & Record<never, never>`, because TypeScript would merge the literals into a plain `string`. */
function anyOtherString(): ts.TypeNode {
  const { factory } = ts;
  const never = factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
  const text = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  return factory.createParenthesizedType(
    factory.createIntersectionTypeNode([text, factory.createTypeReferenceNode('Record', [never, never])]),
  );
}
