import { problemType } from '#contracts/vocabulary';

export const cardReportedAlready = problemType({
  code: 'CARD_REPORTED_ALREADY',
  status: 409,
  title: 'The card is reported as lost already',
});
