// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.
import type { components as account } from './account.ts';
import type { components as card } from './card.ts';
import type { components as invoice } from './invoice.ts';
import type { components as transaction } from './transaction.ts';
import type { components as customer } from './customer.ts';

export type Account = account['schemas']['Account'];
export type ActivationRefusal = card['schemas']['ActivationRefusal'];
export type Card = card['schemas']['Card'];
export type CardStatus = card['schemas']['CardStatus'];
export type FieldError = card['schemas']['FieldError'];
export type Invoice = invoice['schemas']['Invoice'];
export type InvoiceStatus = invoice['schemas']['InvoiceStatus'];
export type Money = transaction['schemas']['Money'];
export type Overview = account['schemas']['Overview'];
export type OverviewCard = account['schemas']['OverviewCard'];
export type OverviewInvoice = account['schemas']['OverviewInvoice'];
export type OverviewTransaction = account['schemas']['OverviewTransaction'];
export type Page = card['schemas']['Page'];
export type Ping = card['schemas']['Ping'];
export type Problem = card['schemas']['Problem'];
export type SectionStatus = account['schemas']['SectionStatus'];
export type Spend = transaction['schemas']['Spend'];
export type SupportReceipt = customer['schemas']['SupportReceipt'];
export type Transaction = transaction['schemas']['Transaction'];
export type TransactionStatus = transaction['schemas']['TransactionStatus'];
