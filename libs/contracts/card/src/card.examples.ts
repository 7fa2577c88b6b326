import { ofSmallCompanies, sek } from '#contracts/vocabulary';
import type { ActivationRefusal, Card, CardStatus } from './card.schemas.ts';

function inactiveCardOf(accountId: string): Card {
  return {
    card_id: `card-${accountId}`,
    account_id: accountId,
    status: 'inactive',
    last_four: null,
    expires: null,
    card_name: null,
    monthly_limit: null,
    image_url: `https://card-images.example/card-art/${accountId}.png`,
    actions: { activate: { allowed: true, reason: null } },
  };
}

const inactiveCard = inactiveCardOf('company-ab');

function refusedCard(
  accountId: string,
  status: CardStatus,
  lastFour: string | null,
  expires: string | null,
  reason: ActivationRefusal,
): Card {
  return {
    card_id: `card-${accountId}`,
    account_id: accountId,
    status,
    last_four: lastFour,
    expires,
    card_name: null,
    monthly_limit: null,
    image_url: `https://card-images.example/card-art/${accountId}.png`,
    actions: { activate: { allowed: false, reason } },
  };
}

const lastPage = { next_cursor: null, total_count: null };

function listOf(card: Card, summary: string) {
  return { summary, query: { account_id: card.account_id }, response: { data: [card], page: lastPage } };
}

export const examples = {
  listCards: {
    wireframe: listOf(inactiveCard, 'One card, not activated yet'),
    'invoice-overdue': listOf(
      refusedCard('invoice-overdue', 'active', '0005', '2033-12', 'CARD_ALREADY_ACTIVE'),
      'An active card of a company with an overdue invoice',
    ),
    'nothing-to-pay': listOf(
      refusedCard('company-cd', 'active', '1881', '2034-02', 'CARD_ALREADY_ACTIVE'),
      'An active card of a company with nothing to pay',
    ),
    'card-active': listOf(
      {
        ...refusedCard('card-active', 'active', '1117', '2034-12', 'CARD_ALREADY_ACTIVE'),
        card_name: 'Travel',
        monthly_limit: sek(500_000),
      },
      'One card in use, with a name and a monthly limit',
    ),
    'card-blocked': listOf(
      refusedCard('card-blocked', 'blocked', '5904', '2033-06', 'CARD_BLOCKED'),
      'One card, stopped by Qred',
    ),
    'card-expired': listOf(
      refusedCard('card-expired', 'expired', '9424', '2026-04', 'CARD_EXPIRED'),
      'One card, past its last month',
    ),
    'no-card': {
      summary: 'A company without a card',
      query: { account_id: 'no-card' },
      response: { data: [], page: lastPage },
    },
    'no-transactions': listOf(
      refusedCard('no-transactions', 'ordered', null, null, 'CARD_NOT_DELIVERED'),
      'One card, on its way',
    ),
    ...ofSmallCompanies(({ accountId, name, hasInactiveCard }) => ({
      summary: `The cards of ${name}`,
      query: { account_id: accountId },
      response: { data: hasInactiveCard ? [inactiveCardOf(accountId)] : [], page: lastPage },
    })),
    forbidden: {
      summary: "Another company's cards do not exist",
      account: 'no-card',
      query: { account_id: 'company-ab' },
      problem: 'ACCOUNT_NOT_FOUND',
    },
  },
  activateCard: {
    wireframe: {
      summary: 'The card is activated',
      params: { card_id: 'card-company-ab' },
      body: { last_four: '4242', expires: '2035-06' },
      response: {
        data: {
          ...inactiveCard,
          status: 'active' as const,
          last_four: '4242',
          expires: '2035-06',
          actions: { activate: { allowed: false, reason: 'CARD_ALREADY_ACTIVE' as const } },
        },
      },
    },
    'card-details-mismatch': {
      summary: 'The digits do not match the card',
      params: { card_id: 'card-company-ab' },
      body: { last_four: '0000', expires: '2035-06' },
      problem: 'CARD_DETAILS_MISMATCH',
    },
    forbidden: {
      summary: "Another company's card does not exist",
      account: 'no-card',
      params: { card_id: 'card-company-ab' },
      body: { last_four: '4242', expires: '2035-06' },
      problem: 'CARD_NOT_FOUND',
    },
  },
} as const;
