export const examples = {
  createSupportRequest: {
    sent: {
      summary: 'A message about a card',
      body: { contact: 'anna@company-ab.example', message: 'My card has not arrived yet.' },
      response: {
        data: {
          reference: 'QS-7K3M-9PTW-XB4F',
          next_steps:
            'We read every message within one working day and answer the way you asked to be reached.',
        },
      },
    },
    'message-missing': {
      summary: 'The message is missing',
      body: { contact: 'anna@company-ab.example', message: '' },
      problem: 'INVALID_REQUEST',
    },
  },
};
