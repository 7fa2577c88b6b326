import { MONEY_NAME, MONEY_NAME_OF_NUMBER } from '#contracts/vocabulary';

const MONEY_SCHEMAS = ['#/components/schemas/Money', '#/components/schemas/PositiveSek'];
const PROBLEM_SCHEMA = '#/components/schemas/Problem';
const PAGE_SCHEMA = '#/components/schemas/Page';
const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const PATH = /^\/v1\/(?<resource>[a-z]+(?:-[a-z]+)*)(?:\/(?:[a-z]+(?:-[a-z]+)*|\{[a-z0-9_]+\}))*$/;
/** Product managers may not know these technical words. */
const JARGON =
  /\b(endpoints?|json|payloads?|apis?|https?|dtos?|schemas?|null|nullable|undefined|boolean|integers?|strings?|enums?|uuids?|regex|crud|todo)\b/i;
/** Text in backticks is a name or a code, so the rules ignore it. */
const QUOTED = /`[^`]*`/g;
const HTML = 'text/html';
const FORM = 'application/x-www-form-urlencoded';
const JSON_MEDIA = 'application/json';
const PROBLEM = 'application/problem+json';
/**
 * Every service has a ping operation. The response of ping contains the name of the service, so the contract
 * has no example.
 */
const PING = /^ping[A-Z]/;
const PAGE_PARAMETERS = ['limit', 'cursor'];
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** The API rules for OpenAPI documents. redocly.yaml turns them on. */
export default function qred() {
  return {
    id: 'qred',
    rules: {
      oas3: {
        'path-shape': pathShape,
        'snake-case-names': snakeCaseNames,
        'money-is-money': moneyIsMoney,
        'errors-are-problems': errorsAreProblems,
        'lists-have-pages': listsHavePages,
        'accounts-are-checked': accountsAreChecked,
        'responses-have-examples': responsesHaveExamples,
        'summary-is-a-sentence': summaryIsASentence,
        'descriptions-are-readable': descriptionsAreReadable,
      },
    },
  };
}

/**
 * The name of a resource is a plural. The name may be a singular if each company has only one of these
 * resources. Then the path has no id, and the response is not a list.
 */
function pathShape() {
  return {
    PathItem(item, { key: path, report, location, resolve }) {
      const operations = METHODS.flatMap((method) => item[method] ?? []);
      if (operations.every((operation) => isExempt(path, operation, resolve))) return;
      const resource = PATH.exec(path)?.groups.resource;
      if (resource && (resource.endsWith('s') || isOnce(path, operations, resolve))) return;
      report({
        message: `The path ${path} must start with /v1/<resource>, in kebab-case, and plural unless there is one for each company`,
        location: location.key(),
      });
    },
  };
}

function isOnce(path, operations, resolve) {
  const responses = operations.flatMap((operation) => responsesOf(operation, resolve));
  return (
    !path.includes('{') && !responses.some((response) => response.status === 201 || isList(response, resolve))
  );
}

function isList({ content }, resolve) {
  const body = resolve(content[JSON_MEDIA]?.schema ?? {}).node ?? {};
  return resolve(body.properties?.data ?? {}).node?.type === 'array';
}

function isExempt(path, operation, resolve) {
  if (path === '/ping' || operation.operationId?.endsWith('ByReferencePath')) return true;
  const successes = responsesOf(operation, resolve).filter(({ status }) => status < 300);
  return successes.length > 0 && successes.every(({ media }) => media.every((name) => name === HTML));
}

function snakeCaseNames() {
  return {
    Parameter(parameter, { report, location }) {
      if (parameter.in === 'header' || SNAKE_CASE.test(parameter.name)) return;
      report({
        message: `The parameter ${parameter.name} must be snake_case`,
        location: location.child('name'),
      });
    },
    Schema(schema, { report, location }) {
      for (const name of Object.keys(schema.properties ?? {})) {
        if (SNAKE_CASE.test(name)) continue;
        const at = location.child(['properties', name]).key();
        report({ message: `The property ${name} must be snake_case`, location: at });
      }
    },
  };
}

function moneyIsMoney() {
  return {
    Schema(schema, { report, location, resolve }) {
      const properties = schema.properties ?? {};
      const isMoneyItself = 'amount' in properties && 'currency' in properties;
      for (const [name, property] of Object.entries(properties)) {
        const isOfMoney =
          MONEY_NAME.test(name) || (MONEY_NAME_OF_NUMBER.test(name) && isNumber(property, resolve));
        if (isMoneyItself || !isOfMoney || isMoney(property, resolve)) continue;
        const at = location.child(['properties', name]);
        report({ message: `The property ${name} means money. Use the schema Money`, location: at });
      }
    },
  };
}

/** Whether every alternative of the property is null or refers to Money. An enum is not an amount. */
function isMoney(property, resolve) {
  if (MONEY_SCHEMAS.includes(property.$ref)) return true;
  if (property.$ref) return isMoney(resolve(property).node ?? {}, resolve);
  if (property.enum || isBoundedSek(property)) return true;
  const alternatives = (property.anyOf ?? property.oneOf ?? []).filter(({ type }) => type !== 'null');
  return alternatives.length > 0 && alternatives.every((each) => isMoney(each, resolve));
}

/** Whether the property is an amount in kronor with its own minimum and maximum. */
function isBoundedSek({ properties: { amount, currency, ...others } = {} }) {
  const isSek = currency?.enum?.join() === 'SEK' && Object.keys(others).length === 0;
  return isSek && amount?.type === 'integer' && amount.minimum >= 1 && amount.maximum >= amount.minimum;
}

function isNumber(property, resolve) {
  const { type, anyOf, oneOf, allOf } = resolve(property).node ?? {};
  if ([type].flat().some((each) => each === 'number' || each === 'integer')) return true;
  return [anyOf, oneOf, allOf].flatMap((each) => each ?? []).some((each) => isNumber(each, resolve));
}

function errorsAreProblems() {
  return {
    Operation(operation, { report, location, resolve }) {
      const responses = responsesOf(operation, resolve);
      const isForPeople =
        FORM in (operation.requestBody?.content ?? {}) ||
        responses.some(({ status, media }) => status < 400 && media.includes(HTML));
      for (const { status, content, media } of responses) {
        if (status < 400) continue;
        const isFine = (name) =>
          (name === PROBLEM && refersTo(content[name].schema, PROBLEM_SCHEMA)) ||
          (name === HTML && isForPeople);
        if (media.length > 0 && media.every(isFine)) continue;
        const at = location.child(['responses', String(status)]).key();
        report({
          message: `The response ${status} must be ${PROBLEM} with the schema Problem`,
          location: at,
        });
      }
    },
  };
}

function refersTo(schema, reference) {
  return [schema, ...(schema?.allOf ?? [])].some((part) => part?.$ref === reference);
}

function listsHavePages() {
  return {
    Operation(operation, { report, location, resolve }) {
      for (const response of responsesOf(operation, resolve)) {
        if (!isList(response, resolve)) continue;
        const { status, content } = response;
        const body = resolve(content[JSON_MEDIA]?.schema ?? {}).node ?? {};
        const at = location.child(['responses', String(status)]).key();
        if (!refersTo(body.properties.page, PAGE_SCHEMA) || !body.required?.includes('page'))
          report({
            message: `The response ${status} is a list. Add a required property page with the schema Page`,
            location: at,
          });
        const names = (operation.parameters ?? [])
          .map((each) => resolve(each).node ?? {})
          .map(({ name }) => name);
        for (const name of PAGE_PARAMETERS.filter((each) => !names.includes(each)))
          report({
            message: `The response ${status} is a list. Add the parameter ${name}`,
            location: at,
          });
      }
    },
  };
}

/** Services check that the caller may use the account, but only if `account_id` is at the top of the body. */
function accountsAreChecked() {
  return {
    Operation({ requestBody }, { report, location, resolve }) {
      for (const [media, { schema }] of Object.entries(resolve(requestBody ?? {}).node?.content ?? {})) {
        const parts = Object.values(propertiesOf(schema, resolve));
        if (!parts.some((part) => namesAccount(part, resolve))) continue;
        report({
          message: 'Services check only an account_id at the top of the body. Move it there',
          location: location.child(['requestBody', 'content', media]),
        });
      }
    },
  };
}

/** Whether the schema has a property `account_id` at any depth. `path` guards against schemas that refer to themselves. */
function namesAccount(schema, resolve, path = []) {
  const { node = {} } = resolve(schema);
  if (path.includes(node)) return false;
  const properties = propertiesOf(node, resolve);
  const parts = [...Object.values(properties), node.items, node.additionalProperties].filter(
    (part) => part instanceof Object,
  );
  return 'account_id' in properties || parts.some((part) => namesAccount(part, resolve, [...path, node]));
}

/** The properties of the schema and of its alternatives. */
function propertiesOf(schema, resolve) {
  const { properties, anyOf = [], oneOf = [], allOf = [] } = resolve(schema ?? {}).node ?? {};
  const others = [...anyOf, ...oneOf, ...allOf].map((part) => propertiesOf(part, resolve));
  return Object.assign({}, properties, ...others);
}

function responsesHaveExamples() {
  return {
    Operation(operation, { report, location, resolve }) {
      for (const { status, content } of responsesOf(operation, resolve)) {
        if (PING.test(operation.operationId) && status < 300) continue;
        for (const media of [JSON_MEDIA, PROBLEM]) {
          const body = content[media];
          if (!body || 'example' in body || Object.keys(body.examples ?? {}).length > 0) continue;
          const at = location.child(['responses', String(status)]).key();
          report({ message: `The response ${status} has no example`, location: at });
        }
      }
    },
  };
}

function summaryIsASentence() {
  return {
    Operation({ summary }, { report, location }) {
      const words = summary ?? '';
      const isSentence = /^[A-Z].*\.$/.test(words) && words.trim().split(/\s+/).length >= 4;
      const jargon = jargonIn(words);
      if (isSentence && !jargon) return;
      const message = jargon
        ? `The summary contains “${jargon}”. Use a word that product managers know`
        : 'The summary must be a sentence of at least four words, with a capital letter and a period';
      report({ message, location: summary ? location.child('summary') : location.key() });
    },
  };
}

function descriptionsAreReadable() {
  const check =
    (what) =>
    (node, { report, location }) => {
      const fault = faultOf(node.description ?? '');
      if (fault)
        report({ message: `The description of ${what(node, location)} ${fault}`, location: location.key() });
    };
  return {
    Parameter: check(({ name }) => `the parameter ${name}`),
    Response: check((_, { pointer }) => `the response ${pointer.split('/').at(-1)}`),
  };
}

function faultOf(description) {
  const jargon = jargonIn(description);
  if (jargon) return `contains “${jargon}”. Use a word that product managers know`;
  const isPhrase = /^\p{Lu}/u.test(description) && description.trim().split(/\s+/).length >= 2;
  return isPhrase ? undefined : 'must have at least two words and start with a capital letter';
}

function jargonIn(words) {
  return JARGON.exec(words.replaceAll(QUOTED, ''))?.[0];
}

function responsesOf(operation, resolve) {
  return Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const content = resolve(response).node?.content ?? {};
    return { status: Number(status), content, media: Object.keys(content) };
  });
}
