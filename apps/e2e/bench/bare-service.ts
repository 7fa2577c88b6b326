import { createHmac, createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Pool as Database } from 'pg';
import { Pool } from 'undici';

/**
 * Does the same work for the overview as one service, with little code and with the same database. Runs prepared
 * queries, and caches verified tokens and presigned URLs for a minute. The server for account calls the other three
 * servers.
 * To start a server, run `node bare-service.ts account|card|invoice|transaction PORT`.
 */
const [, , name = '', port = '0'] = process.argv;
const {
  AUTH_JWKS_URL = '',
  AUTH_ISSUER = '',
  AUTH_AUDIENCE = '',
  DATABASE_URL,
  CALLEES = '{}',
} = process.env;

const KEPT_MS = 60_000;
const database = new Database({ connectionString: DATABASE_URL, max: 10 });
const keys = createRemoteJWKSet(new URL(AUTH_JWKS_URL));
const callees = new Map(
  Object.entries(JSON.parse(CALLEES) as Record<string, string>).map(([callee, url]) => [
    callee,
    new Pool(url, { connections: 32, pipelining: 1 }),
  ]),
);

function keptForAMinute<T>(make: (key: string) => T): (key: string) => T {
  const kept = new Map<string, { readonly value: T; readonly until: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known && known.until > Date.now()) return known.value;
    const value = make(key);
    kept.set(key, { value, until: Date.now() + KEPT_MS });
    return value;
  };
}

const accountsOf = keptForAMinute(async (token) => {
  const { payload } = await jwtVerify(token, keys, { issuer: AUTH_ISSUER, audience: AUTH_AUDIENCE });
  return payload.account_ids as readonly string[];
});

const presigned = keptForAMinute((key) => {
  const hash = createHash('sha256').update(key).digest('hex');
  return `http://storage.example/${key}?X-Amz-Signature=${createHmac('sha256', 'key').update(hash).digest('hex')}`;
});

async function query(statement: string, text: string, values: readonly unknown[]) {
  const { rows } = await database.query<Record<string, string>>({
    name: statement,
    text,
    values: [...values],
  });
  return rows;
}

async function call(callee: string, accountId: string, authorization: string): Promise<unknown> {
  const response = await callees.get(callee)?.request({
    path: `/${accountId}`,
    method: 'GET',
    headers: { authorization },
  });
  return response?.body.json();
}

const today = new Date().toISOString().slice(0, 10);

const parts: Record<string, (accountId: string, authorization: string) => Promise<unknown>> = {
  async card(accountId) {
    const rows = await query(
      'cards',
      'SELECT card_id, account_id, status, last_four, expires, ordered_at FROM cards WHERE account_id = $1 ORDER BY ordered_at DESC, card_id DESC LIMIT 101',
      [accountId],
    );
    return rows.map((row) => ({ ...row, image_url: presigned(`card-art/${accountId}.png`) }));
  },
  async invoice(accountId) {
    const rows = await query(
      'invoices',
      'SELECT invoice_id, account_id, amount, currency, due_date FROM invoices WHERE account_id = $1 AND paid_amount < amount AND issue_date <= $2 ORDER BY due_date DESC, invoice_id DESC LIMIT 101',
      [accountId, today],
    );
    return rows.map(({ currency, ...row }) => ({ ...row, amount: { amount: Number(row.amount), currency } }));
  },
  async transaction(accountId) {
    const [[spend], transactions] = await Promise.all([
      query('spend', 'SELECT posted, held, transaction_count FROM account_spend WHERE account_id = $1', [
        accountId,
      ]),
      query(
        'transactions',
        `SELECT transaction_id, merchant, amount, currency, status, occurred_at FROM ledger_entries
         WHERE account_id = $1 AND kind IN ('purchase', 'refund') AND status IN ('pending', 'posted')
         ORDER BY occurred_at DESC, transaction_id DESC LIMIT 3`,
        [accountId],
      ),
    ]);
    return {
      count: Number(spend?.transaction_count ?? 0),
      spent: Number(spend?.posted ?? 0) + Number(spend?.held ?? 0),
      transactions: transactions.map(({ currency, ...row }) => ({
        ...row,
        amount: { amount: Number(row.amount), currency },
      })),
    };
  },
  async account(accountId, authorization) {
    const [[account], cards, transaction, invoices] = await Promise.all([
      query(
        'account',
        'SELECT account_id, account_name, credit_limit, currency FROM accounts WHERE account_id = $1',
        [accountId],
      ),
      call('card', accountId, authorization),
      call('transaction', accountId, authorization),
      call('invoice', accountId, authorization),
    ]);
    return { ...account, cards, transaction, invoices };
  },
};

const part = parts[name];
if (!part) throw new Error(`There is no bare service ${name}. Use ${Object.keys(parts).join(', ')}.`);

createServer((request, response) => {
  const { authorization = '' } = request.headers;
  const accountId = (request.url ?? '/').split('/').at(-1) ?? '';
  const respond = async (): Promise<void> => {
    const accounts = await accountsOf(authorization.slice('Bearer '.length));
    if (!accounts.includes(accountId)) return void response.writeHead(404).end();
    const body = JSON.stringify({ data: await part(accountId, authorization) });
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  };
  respond().catch((error: unknown) => response.writeHead(500).end(String(error)));
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
