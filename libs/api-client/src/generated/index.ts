// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.
import type { paths as card_paths } from './card.ts';
import type { paths as transaction_paths } from './transaction.ts';
import type { paths as invoice_paths } from './invoice.ts';
import type { paths as account_paths } from './account.ts';
import type { paths as customer_paths } from './customer.ts';

export type { ProblemCode } from './problem-code.ts';

export interface Paths extends card_paths, transaction_paths, invoice_paths, account_paths, customer_paths {}
