const MONEY_SCHEMA = '#/components/schemas/Money';
const PROBLEM_SCHEMA = '#/components/schemas/Problem';
const PAGE_SCHEMA = '#/components/schemas/Page';
/** Names under which a service speaks of money where it answers a number; a date can be due, and a debt paid. */
const MONEY_IF_NUMBER =
  /(^|_)(remaining|total|paid|unpaid|due|credit|debit|owed|debt|payment|refund|interest|discount|tax)$/;
/** Names under which a service speaks of money. */
const MONEY = /(^|_)(amount|limit|spent|spend|held|balance|price|fee|cost)$/;
const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const PATH = /^\/v1\/(?<resource>[a-z]+(?:-[a-z]+)*)(?:\/(?:[a-z]+(?:-[a-z]+)*|\{[a-z0-9_]+\}))*$/;
/** Words that a product manager need not know. */
const JARGON =
  /\b(endpoints?|json|payloads?|apis?|https?|dtos?|schemas?|null|nullable|undefined|boolean|integers?|strings?|enums?|uuids?|regex|crud|todo)\b/i;
/** What stands between backticks is quoted: the name of a field, the code of an error. */
const QUOTED = /`[^`]*`/g;
const HTML = 'text/html';
const FORM = 'application/x-www-form-urlencoded';
const JSON_ANSWER = 'application/json';
const PROBLEM = 'application/problem+json';
/** Every service has a ping; its response names the service and so has no example in the contract. */
const PING = /^ping[A-Z]/;
const PAGE_PARAMETERS = ['limit', 'cursor'];
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** The rules that every service's document follows; redocly.yaml turns them on. */
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
        'answers-have-examples': answersHaveExamples,
        'summary-is-a-sentence': summaryIsASentence,
        'descriptions-are-readable': descriptionsAreReadable,
      },
    },
  };
}

/** `uncountable` holds the resources that have no plural. */
function pathShape({ uncountable = [] }) {
  return {
    PathItem(item, { key: path, report, location, resolve }) {
      const operations = METHODS.flatMap((method) => item[method] ?? []);
      if (operations.every((operation) => isExempt(path, operation, resolve))) return;
      const resource = PATH.exec(path)?.groups.resource;
      if (resource && (resource.endsWith('s') || uncountable.includes(resource))) return;
      report({ message: `The path ${path} is not /v1/<plural-kebab-resource>…`, location: location.key() });
    },
  };
}

function isExempt(path, operation, resolve) {
  if (path === '/ping' || operation.operationId?.endsWith('ByReferencePath')) return true;
  const successes = answersOf(operation, resolve).filter(({ status }) => status < 300);
  return successes.length > 0 && successes.every(({ media }) => media.every((name) => name === HTML));
}

function snakeCaseNames() {
  return {
    Parameter(parameter, { report, location }) {
      if (parameter.in === 'header' || SNAKE_CASE.test(parameter.name)) return;
      report({
        message: `The parameter ${parameter.name} is not snake_case`,
        location: location.child('name'),
      });
    },
    Schema(schema, { report, location }) {
      for (const name of Object.keys(schema.properties ?? {})) {
        if (SNAKE_CASE.test(name)) continue;
        const at = location.child(['properties', name]).key();
        report({ message: `The property ${name} is not snake_case`, location: at });
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
        const isOfMoney = MONEY.test(name) || (MONEY_IF_NUMBER.test(name) && isNumber(property, resolve));
        if (isMoneyItself || !isOfMoney || isMoney(property, resolve)) continue;
        const at = location.child(['properties', name]);
        report({ message: `The property ${name} is money, but not of the schema Money`, location: at });
      }
    },
  };
}

/** Whether all that the property can be is Money or null, by reference rather than alike; an enum tells of money. */
function isMoney(property, resolve) {
  if (property.$ref === MONEY_SCHEMA) return true;
  if (property.$ref) return isMoney(resolve(property).node ?? {}, resolve);
  if (property.enum) return true;
  const alternatives = (property.anyOf ?? property.oneOf ?? []).filter(({ type }) => type !== 'null');
  return alternatives.length > 0 && alternatives.every((each) => isMoney(each, resolve));
}

function isNumber(property, resolve) {
  const { type, anyOf, oneOf, allOf } = resolve(property).node ?? {};
  if ([type].flat().some((each) => each === 'number' || each === 'integer')) return true;
  return [anyOf, oneOf, allOf].flatMap((each) => each ?? []).some((each) => isNumber(each, resolve));
}

function errorsAreProblems() {
  return {
    Operation(operation, { report, location, resolve }) {
      const answers = answersOf(operation, resolve);
      const isForPeople =
        FORM in (operation.requestBody?.content ?? {}) ||
        answers.some(({ status, media }) => status < 400 && media.includes(HTML));
      for (const { status, content, media } of answers) {
        if (status < 400) continue;
        const isFine = (name) =>
          (name === PROBLEM && refersTo(content[name].schema, PROBLEM_SCHEMA)) ||
          (name === HTML && isForPeople);
        if (media.length > 0 && media.every(isFine)) continue;
        const at = location.child(['responses', String(status)]).key();
        report({ message: `The answer ${status} is not ${PROBLEM} of the schema Problem`, location: at });
      }
    },
  };
}

/** Whether a schema is the one of that reference, by itself or among other parts. */
function refersTo(schema, reference) {
  return [schema, ...(schema?.allOf ?? [])].some((part) => part?.$ref === reference);
}

function listsHavePages() {
  return {
    Operation(operation, { report, location, resolve }) {
      for (const { status, content } of answersOf(operation, resolve)) {
        const answer = resolve(content[JSON_ANSWER]?.schema ?? {}).node ?? {};
        const data = resolve(answer.properties?.data ?? {}).node ?? {};
        if (data.type !== 'array') continue;
        const at = location.child(['responses', String(status)]).key();
        if (!refersTo(answer.properties.page, PAGE_SCHEMA) || !answer.required?.includes('page'))
          report({ message: `The answer ${status} is a list without a Page`, location: at });
        const names = (operation.parameters ?? [])
          .map((each) => resolve(each).node ?? {})
          .map(({ name }) => name);
        for (const name of PAGE_PARAMETERS.filter((each) => !names.includes(each)))
          report({
            message: `The answer ${status} is a list, but there is no parameter ${name}`,
            location: at,
          });
      }
    },
  };
}

function answersHaveExamples() {
  return {
    Operation(operation, { report, location, resolve }) {
      for (const { status, content } of answersOf(operation, resolve)) {
        if (PING.test(operation.operationId) && status < 300) continue;
        for (const media of [JSON_ANSWER, PROBLEM]) {
          const answer = content[media];
          if (!answer || 'example' in answer || Object.keys(answer.examples ?? {}).length > 0) continue;
          const at = location.child(['responses', String(status)]).key();
          report({ message: `The answer ${status} has no example`, location: at });
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
        ? `The summary says “${jargon}”, which a product manager need not know`
        : 'The summary is not a sentence of four words or more, with a capital letter and a period';
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
    Response: check((_, { pointer }) => `the answer ${pointer.split('/').at(-1)}`),
  };
}

function faultOf(description) {
  const jargon = jargonIn(description);
  if (jargon) return `says “${jargon}”, which a product manager need not know`;
  const isPhrase = /^\p{Lu}/u.test(description) && description.trim().split(/\s+/).length >= 2;
  return isPhrase ? undefined : 'is not a phrase of two words or more, with a capital letter';
}

function jargonIn(words) {
  return JARGON.exec(words.replaceAll(QUOTED, ''))?.[0];
}

/** The answers of an operation: their status, and what they can be. */
function answersOf(operation, resolve) {
  return Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const content = resolve(response).node?.content ?? {};
    return { status: Number(status), content, media: Object.keys(content) };
  });
}
