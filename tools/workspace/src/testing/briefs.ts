/** Briefs with different shapes, for every service except card. The brief for card is briefs/freeze-card.yaml. */
export const BRIEFS = {
  'list-reminders': `
service: invoice
name: list reminders
does: Shows which reminders a company got for an invoice that it did not pay.
about: reminder
shows: a list
values:
  - { name: sent on, from: the reminder, example: 2026-06-25 }
  - { name: fee, from: the price list, example: 60 kr, sometimes_missing: yes }
  - { name: level, from: the reminder, example: 'one of: first, second' }
when_nothing: The company got no reminder
who: members of the company
changes: no
goes_wrong: []
`,
  'show-purchase-receipt': `
service: transaction
name: show purchase receipt
does: Shows the receipt that was kept for a purchase.
about: receipt
shows: one thing
inside: transaction
values:
  - { name: shop, from: the receipt, example: Kontorsmaterial AB }
  - { name: total, from: the receipt, example: '1 250,50 kr' }
when_nothing: There is no receipt for this purchase
who: Qred's support
changes: no
goes_wrong: []
`,
  'list-offices': `
service: customer
name: list offices
does: Shows where people can visit us, and when we are open.
about: office
shows: a list
values:
  - { name: city, from: the list of offices, example: Stockholm }
  - { name: opens at, from: the list of offices, example: 'text: 08:30' }
  - { name: open today, from: the calendar, example: yes }
when_nothing: There is no office
who: anybody
changes: no
goes_wrong: []
`,
  'rename-account': `
service: account
name: rename account
does: Changes the name under which a company is shown.
about: account
shows: one thing
values:
  - { name: account name, from: what the user chose, example: Company AB }
when_nothing: There is no such company
who: owners of the company
changes: name
send:
  - { name: account name, example: Company AB }
goes_wrong:
  - { when: the name is taken, told: Another company has that name }
`,
  'attach-receipt-photo': `
service: transaction
name: attach receipt photo
does: Attaches a photo of a receipt to a purchase.
about: receipt photo
inside: purchase
shows: one thing
values:
  - { name: attached at, from: the moment when it was attached, example: 2026-06-15 12:00 }
when_nothing: There is no such purchase
who: members of the company
changes: new
send:
  - photo: JPEG or PNG, up to 10 MB
goes_wrong: []
`,
  'delete-invoice-note': `
service: invoice
name: delete invoice note
does: Deletes the note that the company wrote on an invoice.
about: note
inside: invoice
shows: one thing
values: nothing
when_nothing: There is no note on this invoice
who: members of the company
changes: removal
goes_wrong: nothing
`,
  'list-late-invoices': `
service: invoice
name: list late invoices
does: Shows the invoices of all companies that are paid too late.
about: late invoice
shows: a list
values:
  - { name: days late, from: the invoice, example: 14 days }
when_nothing: No invoice is late
who: Qred's support
changes: no
goes_wrong: nothing
`,
} as const;
