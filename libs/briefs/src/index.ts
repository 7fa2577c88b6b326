export { type Brief } from './brief.ts';
export { type DesignedBrief, checkBrief, designBrief } from './check-brief.ts';
export { type DesignedProblem } from './problem-of-case.ts';
export {
  type ShownExample,
  describeDesign,
  describeExamples,
  describeInText,
  whenNotSet,
} from './describe-design.ts';
export { type Design } from './design.ts';
export { quoteColons, readAnswers } from './draft.ts';
export { exampleResponse } from './example-response.ts';
export type { DeclaredOperation, Existing, ReservedNames, Service, CodeNames } from './existing.ts';
export { type Field } from './field.ts';
export { type State, inState } from './field-state.ts';
export { findNameFault } from './find-name-fault.ts';
export { type OtherBrief, readOtherBrief } from './other-brief.ts';
export { type PlannedExample, planExamples } from './plan-examples.ts';
export { type Question, wording } from './question.ts';
export { faultQuestions, filterQuestions, questions, sentQuestions, valueQuestions } from './questions.ts';
export { readBrief } from './read-brief.ts';
export { UPLOAD_FIELD } from './standard-fields.ts';
export { UnclearBrief } from './unclear-brief.ts';
export { whoMayUse } from './who-may-use.ts';
export { quote } from './value-kind.ts';
export {
  camelCase,
  capital,
  isPlural,
  kebabCase,
  pascalCase,
  plural,
  singular,
  snakeCase,
  wordsOf,
} from './words.ts';
