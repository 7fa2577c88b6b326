// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.

export interface paths {
    "/v1/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what a company bought and got refunded, latest first; it can be searched and filtered. */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells how much of its limit a company has spent, how much of that is held, and how much remains. */
        get: operations["getSpend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells that the service is alive. */
        get: operations["ping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FieldError: {
            /**
             * @description The part of the request that holds the field
             * @enum {string}
             */
            in: "path" | "query" | "body";
            /** @description JSON Pointer (RFC 6901) to the field within that part */
            pointer: string;
            /** @description What is wrong with it */
            detail: string;
        };
        Money: {
            /** @description Minor units: 540000 is 5 400.00 */
            amount: number;
            /** @description ISO 4217 */
            currency: string;
        };
        Page: {
            /** @description Send it as `cursor` to get the next page; null on the last one */
            next_cursor: string | null;
            /** @description How many there are in all; null where a filter is set, because nothing counts rows */
            total_count: number | null;
        };
        Ping: {
            /** @description The service that answers */
            service: string;
            /** @description What was deployed */
            version: string;
        };
        /** @description What went wrong (RFC 9457) */
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description What happened this time, and what to do about it */
            detail: string;
            /** @description The path that was asked for */
            instance: string;
            /** @description Stable and machine readable */
            code: string;
            /** @description Quote it to support; the logs are found by it */
            request_id: string;
            errors?: components["schemas"]["FieldError"][];
        };
        Spend: {
            account_id: string;
            /** @description The limit that was set */
            limit: components["schemas"]["Money"];
            /** @description What the account owes: purchases less refunds and payments, what is held included */
            spent: components["schemas"]["Money"];
            /** @description The part of what is spent that is still pending */
            held: components["schemas"]["Money"];
            /** @description What can still be spent: the limit less what is spent */
            remaining: components["schemas"]["Money"];
            /** @description Purchases and refunds, pending or posted */
            transaction_count: number;
        };
        Transaction: {
            transaction_id: string;
            account_id: string;
            merchant: string;
            /** @description What it adds to the spend; negative for a refund */
            amount: components["schemas"]["Money"];
            status: components["schemas"]["TransactionStatus"];
            /** Format: date-time */
            occurred_at: string;
        };
        /**
         * @description pending: reserved, not charged yet; posted: charged; reversed: never charged after all; refunded: charged and given back in full
         * @enum {string}
         */
        TransactionStatus: "pending" | "posted" | "reversed" | "refunded" | (string & Record<never, never>);
    };
    responses: {
        /** @description There is no such account (`ACCOUNT_NOT_FOUND`) */
        AccountNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This token may not do that (`FORBIDDEN`) */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on our side (`INTERNAL_ERROR`) */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is not valid (`INVALID_REQUEST`) */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description None of the media types in Accept is available here (`NOT_ACCEPTABLE`) */
        NotAcceptable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests (`TOO_MANY_REQUESTS`) */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A valid bearer token is needed (`UNAUTHENTICATED`) */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service cannot answer at the moment (`UNAVAILABLE`) */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listTransactions: {
        parameters: {
            query: {
                /** @description The id of the account */
                account_id: string;
                /** @description How many to return */
                limit?: number;
                /** @description Where to go on: the `next_cursor` of the previous page, with the same filters */
                cursor?: string;
                /** @description The first day, in Europe/Stockholm */
                from?: string;
                /** @description The last day, in Europe/Stockholm */
                to?: string;
                /** @description Without it, what counts is listed: pending and posted */
                status?: "pending" | "posted" | "reversed" | "refunded";
                /** @description A part of the merchant's name, in any case */
                text?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transactions, latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Transaction"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AccountNotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSpend: {
        parameters: {
            query: {
                /** @description The id of the account */
                account_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Limit, spent, held and remaining, which always add up */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Spend"];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["AccountNotFound"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service is alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Ping"];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
