/**
 * A brief that is not complete enough for an operation yet. Its message contains the open questions, one on each
 * line.
 */
export class UnclearBrief extends Error {
  readonly questions: readonly string[];

  constructor(questions: readonly string[], options?: ErrorOptions) {
    super(questions.join('\n'), options);
    this.questions = questions;
  }
}
