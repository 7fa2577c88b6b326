/** The brief has open questions. The message contains one question on each line. */
export class UnclearBrief extends Error {
  readonly questions: readonly string[];

  constructor(questions: readonly string[], options?: ErrorOptions) {
    super(questions.join('\n'), options);
    this.questions = questions;
  }
}
