// Data flows one way: values, answers, design, checks, notes. read-brief.ts and check-brief.ts combine these parts.
export { type Brief } from './answers/brief.ts';
export { type DesignedBrief, checkBrief, designBrief } from './check-brief.ts';
export { type DesignedProblem } from './design/problem-of-case.ts';
export {
  type ShownExample,
  describeDesign,
  describeExamples,
  describeInText,
  whenNotSet,
} from './design/describe-design.ts';
export { type Design } from './design/design.ts';
export { quoteColons, readAnswers } from './answers/draft.ts';
export { exampleResponse } from './design/example-response.ts';
export type {
  DeclaredOperation,
  Existing,
  OtherBrief,
  ReservedNames,
  Service,
  CodeNames,
} from './existing.ts';
export { type Field } from './design/field.ts';
export { type State, inState } from './design/field-state.ts';
export { findNameFault } from './design/find-name-fault.ts';
export { readOtherBrief } from './read-other-brief.ts';
export { type PlannedExample, planExamples } from './design/plan-examples.ts';
export { type Question, wording } from './answers/question.ts';
export {
  faultQuestions,
  filterQuestions,
  questions,
  sentQuestions,
  valueQuestions,
} from './answers/questions.ts';
export { readBrief } from './read-brief.ts';
export { UPLOAD_FIELD } from './design/standard-fields.ts';
export { UnclearBrief } from './answers/unclear-brief.ts';
export { whoMayUse } from './checks/who-may-use.ts';
export { quote } from './values/value-kind.ts';
export { camelCase, isPlural, kebabCase, pascalCase, plural, snakeCase } from './words.ts';
