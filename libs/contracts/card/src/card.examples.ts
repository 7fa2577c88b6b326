import type { Card } from './card.schemas.ts';

const inactiveCard: Card = {
  card_id: 'card-company-ab',
  account_id: 'company-ab',
  status: 'inactive',
  last_four: '4242',
  expires: '2029-06',
  image_url: 'https://card-images.example/card-art/company-ab.png',
  actions: { activate: { allowed: true, reason: null } },
};

const lastPage = { next_cursor: null, total_count: null };

export const examples = {
  listCards: {
    wireframe: {
      summary: 'One card, not activated yet',
      query: { account_id: 'company-ab' },
      response: { data: [inactiveCard], page: lastPage },
    },
    'no-card': {
      summary: 'A company without a card',
      query: { account_id: 'no-card' },
      response: { data: [], page: lastPage },
    },
  },
  activateCard: {
    wireframe: {
      summary: 'The card is activated',
      params: { card_id: 'card-company-ab' },
      body: { last_four: '4242', expires: '2029-06' },
      response: {
        data: {
          ...inactiveCard,
          status: 'active' as const,
          actions: { activate: { allowed: false, reason: 'CARD_ALREADY_ACTIVE' as const } },
        },
      },
    },
    'card-details-mismatch': {
      summary: 'The digits do not match the card',
      params: { card_id: 'card-company-ab' },
      body: { last_four: '0000', expires: '2029-06' },
      problem: 'CARD_DETAILS_MISMATCH',
    },
  },
} as const;
