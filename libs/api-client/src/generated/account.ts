// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.

export interface paths {
    "/v1/accounts/{account_id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the card's home screen in one call: spend, cards, latest transactions and unpaid invoices. */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/overview/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the card's home screen in one call: spend, cards, latest transactions and unpaid invoices. */
        get: operations["getOverviewByReferencePath"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the companies that the signed-in user may see, by name. */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one company's name and credit limit. */
        get: operations["getAccount"];
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
        Account: {
            account_id: string;
            /** @description The company's name */
            account_name: string;
            /** @description The limit that was set */
            credit_limit: components["schemas"]["Money"];
        };
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
        Overview: {
            account_id: string;
            /** @description The company's name */
            account_name: string;
            /** @description The limit that was set */
            total_spend: components["schemas"]["Money"];
            /** @description What is spent of it, pending included */
            spent: components["schemas"]["Money"] | null;
            /** @description What can still be spent */
            remaining_spend: components["schemas"]["Money"] | null;
            cards: components["schemas"]["OverviewCard"][] | null;
            transaction_collection: {
                /** @description Pending and posted ones */
                total_num_of_transactions: number | null;
                /** @description The latest */
                transactions: components["schemas"]["OverviewTransaction"][] | null;
            };
            /** @description Those that wait for payment */
            invoices: components["schemas"]["OverviewInvoice"][] | null;
            /** @description What could be had; what could not is null, never an empty list */
            sections: {
                cards: components["schemas"]["SectionStatus"];
                transactions: components["schemas"]["SectionStatus"];
                spend: components["schemas"]["SectionStatus"];
                invoices: components["schemas"]["SectionStatus"];
            };
        };
        OverviewCard: {
            card_id: string;
            /** @enum {string} */
            status: "ordered" | "inactive" | "active" | "frozen" | "blocked" | "expired" | "closed" | (string & Record<never, never>);
            /** @description The last four digits of the card number; null until the card is activated for the first time, because activation asks for it as proof that the card has arrived */
            last_four: string | null;
            /** @description The last month in which the card is valid, YYYY-MM; null until the card is activated for the first time, because activation asks for it as proof that the card has arrived */
            expires: string | null;
            /**
             * Format: uri
             * @description The card's art; the address is valid for five minutes
             */
            image_url: string;
            actions: {
                activate: {
                    allowed: boolean;
                    /** @description A code that tells why not; null when it is allowed */
                    reason: string | null;
                };
            };
        };
        OverviewInvoice: {
            invoice_id: string;
            amount: components["schemas"]["Money"];
            /**
             * Format: date
             * @description The last day to pay, in Europe/Stockholm
             */
            due_date: string;
            /** @enum {string} */
            status: "due" | "overdue" | (string & Record<never, never>);
        };
        OverviewTransaction: {
            transaction_id: string;
            merchant: string;
            /** @description What it adds to the spend; negative for a refund */
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            status: "pending" | "posted" | "reversed" | "refunded" | (string & Record<never, never>);
            /** Format: date-time */
            occurred_at: string;
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
        /** @enum {string} */
        SectionStatus: "ok" | "unavailable" | (string & Record<never, never>);
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
    getOverview: {
        parameters: {
            query?: {
                /** @description How many of the latest transactions */
                transactions?: number;
            };
            header?: never;
            path: {
                /** @description The id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The home screen, which tells of each part whether it could be had */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Overview"];
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
    getOverviewByReferencePath: {
        parameters: {
            query?: {
                /** @description How many of the latest transactions */
                transactions?: number;
            };
            header?: never;
            path: {
                /** @description The id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The home screen, which tells of each part whether it could be had */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Overview"];
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
    listAccounts: {
        parameters: {
            query?: {
                /** @description How many to return */
                limit?: number;
                /** @description Where to go on: the `next_cursor` of the previous page, with the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The companies, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Account"][];
                        page: components["schemas"]["Page"];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the account */
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The company */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Account"];
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
