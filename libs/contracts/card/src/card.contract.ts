import { contract, data, identifier, json, list, operation, pageParameters } from '#contracts/vocabulary';
import { examples } from './card.examples.ts';
import { activationProblems, cardDetailsMismatch, cardNotFound } from './card.problems.ts';
import { card, expires, lastFour } from './card.schemas.ts';
import { reportLostCardExamples } from './report-lost-card.examples.ts';
import { cardReportedAlready } from './report-lost-card.problems.ts';
import { cardLossReport, reportLostCardBody } from './report-lost-card.schemas.ts';
import { setMonthlyCardLimitExamples } from './set-monthly-card-limit.examples.ts';
import { cardMonthlyLimit, setMonthlyCardLimitBody } from './set-monthly-card-limit.schemas.ts';
import { renameCardExamples } from './rename-card.examples.ts';
import { renameCardAnswer, renameCardBody } from './rename-card.schemas.ts';

export const cardContract = contract('card', {
  listCards: operation({
    method: 'GET',
    path: '/v1/cards',
    summary: "Lists a company's cards, and which actions are possible for each card or why they are not.",
    access: 'member',
    exposure: 'edge',
    query: { account_id: identifier, ...pageParameters },
    responses: { 200: json('The cards, latest first', list(card)) },
    examples: examples.listCards,
  }),
  activateCard: operation({
    method: 'POST',
    path: '/v1/cards/{card_id}/activation',
    summary: 'Activates a card that has arrived, when its holder enters the details printed on it.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { card_id: identifier },
    body: { last_four: lastFour, expires },
    responses: {
      200: json(
        'The card, now active; the user whose request activated it gets it again for the same details',
        data(card),
      ),
    },
    problems: [cardNotFound, cardDetailsMismatch, ...Object.values(activationProblems)],
    examples: examples.activateCard,
  }),
  reportLostCard: operation({
    method: 'POST',
    path: '/v1/cards/{card_id}/loss-report',
    summary: 'Reports a card as lost or stolen, so that it can never be used again.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { card_id: identifier },
    body: reportLostCardBody,
    responses: { 200: json('The card after the change', data(cardLossReport)) },
    problems: [cardNotFound, cardReportedAlready, activationProblems.CARD_CLOSED],
    examples: reportLostCardExamples,
  }),
  setMonthlyCardLimit: operation({
    method: 'PUT',
    path: '/v1/cards/{card_id}/monthly-limit',
    summary: "Sets how much may be bought with one employee's card each month.",
    access: 'owner',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { card_id: identifier },
    body: setMonthlyCardLimitBody,
    responses: { 200: json('The monthly limit after the change', data(cardMonthlyLimit)) },
    problems: [cardNotFound, activationProblems.CARD_CLOSED],
    examples: setMonthlyCardLimitExamples,
  }),
  renameCard: operation({
    method: 'PATCH',
    path: '/v1/cards/{card_id}',
    summary: 'Gives a card of the company another name.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { card_id: identifier },
    body: renameCardBody,
    responses: { 200: json('The name after the change', data(renameCardAnswer)) },
    problems: [cardNotFound, activationProblems.CARD_CLOSED],
    examples: renameCardExamples,
  }),
});
