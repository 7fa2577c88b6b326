const MONEY_SCHEMA = '#/components/schemas/Money';
/** Names under which a service speaks of money. */
const MONEY = /(^|_)(amount|limit|spent|spend|held|balance|price|fee|cost)$/;
const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const PATH = /^\/v1\/(?<resource>[a-z]+(?:-[a-z]+)*)(?:\/(?:[a-z]+(?:-[a-z]+)*|\{[a-z0-9_]+\}))*$/;
/** Words that a product manager need not know. */
const JARGON = /\b(endpoints?|json|payloads?|apis?|https?|dtos?|schemas?)\b/i;
const HTML = 'text/html';
const FORM = 'application/x-www-form-urlencoded';
const JSON_ANSWER = 'application/json';
const PROBLEM = 'application/problem+json';
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
        'successes-have-examples': successesHaveExamples,
        'summary-is-a-sentence': summaryIsASentence,
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
        if (isMoneyItself || !MONEY.test(name) || isMoney(property, resolve)) continue;
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

function errorsAreProblems() {
  return {
    Operation(operation, { report, location, resolve }) {
      const takesForms = FORM in (operation.requestBody?.content ?? {});
      for (const { status, media } of answersOf(operation, resolve)) {
        if (status < 400) continue;
        const isFine = (name) => name === PROBLEM || (name === HTML && takesForms);
        if (media.length > 0 && media.every(isFine)) continue;
        const at = location.child(['responses', String(status)]).key();
        report({ message: `The answer ${status} is not ${PROBLEM}`, location: at });
      }
    },
  };
}

function listsHavePages() {
  return {
    Operation(operation, { report, location, resolve }) {
      for (const { status, content } of answersOf(operation, resolve)) {
        const answer = resolve(content[JSON_ANSWER]?.schema ?? {}).node ?? {};
        const data = resolve(answer.properties?.data ?? {}).node ?? {};
        if (data.type !== 'array') continue;
        if ('page' in answer.properties && answer.required?.includes('page')) continue;
        const at = location.child(['responses', String(status)]).key();
        report({ message: `The answer ${status} is a list without a page`, location: at });
      }
    },
  };
}

function successesHaveExamples() {
  return {
    Operation(operation, { report, location, resolve }) {
      if (operation.operationId === 'ping') return;
      for (const { status, content } of answersOf(operation, resolve)) {
        const answer = content[JSON_ANSWER];
        if (status >= 300 || !answer || Object.keys(answer.examples ?? {}).length > 0) continue;
        const at = location.child(['responses', String(status)]).key();
        report({ message: `The answer ${status} has no example`, location: at });
      }
    },
  };
}

function summaryIsASentence() {
  return {
    Operation({ summary }, { report, location }) {
      const words = summary ?? '';
      const isSentence = /^[A-Z].*\.$/.test(words) && words.trim().split(/\s+/).length >= 4;
      const jargon = JARGON.exec(words)?.[0];
      if (isSentence && !jargon) return;
      const message = jargon
        ? `The summary says “${jargon}”, which a product manager need not know`
        : 'The summary is not a sentence of four words or more, with a capital letter and a period';
      report({ message, location: summary ? location.child('summary') : location.key() });
    },
  };
}

/** The answers of an operation: their status, and what they can be. */
function answersOf(operation, resolve) {
  return Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const content = resolve(response).node?.content ?? {};
    return { status: Number(status), content, media: Object.keys(content) };
  });
}
