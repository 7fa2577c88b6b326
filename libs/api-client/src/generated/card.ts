// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.

export interface paths {
    "/v1/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a company's cards, and what may be done with each and why not. */
        get: operations["listCards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cards/{card_id}/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Activates a card that has arrived, once its holder has typed what is printed on it. */
        post: operations["activateCard"];
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
        /** @enum {string} */
        ActivationRefusal: "CARD_NOT_DELIVERED" | "CARD_ALREADY_ACTIVE" | "CARD_FROZEN" | "CARD_BLOCKED" | "CARD_EXPIRED" | "CARD_CLOSED" | "ACTIVATION_LOCKED" | (string & Record<never, never>);
        Card: {
            card_id: string;
            account_id: string;
            status: components["schemas"]["CardStatus"];
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
                    /** @description Why not; null when it is allowed */
                    reason: components["schemas"]["ActivationRefusal"] | null;
                };
            };
        };
        /**
         * @description ordered: not yet with the customer; inactive: delivered, waiting for activation; frozen: paused by the customer; blocked: stopped by Qred
         * @enum {string}
         */
        CardStatus: "ordered" | "inactive" | "active" | "frozen" | "blocked" | "expired" | "closed" | (string & Record<never, never>);
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
        /** @description There is no such card (`CARD_NOT_FOUND`) */
        CardNotFound: {
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
        /** @description The request body is too large (`PAYLOAD_TOO_LARGE`) */
        PayloadTooLarge: {
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
        /** @description The request body has a media type that is not accepted here (`UNSUPPORTED_MEDIA_TYPE`) */
        UnsupportedMediaType: {
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
    listCards: {
        parameters: {
            query: {
                /** @description The id of the account */
                account_id: string;
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
            /** @description The cards, latest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Card"][];
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
    activateCard: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that a retry has no second effect. Choose 1 to 255 random visible ASCII characters, plain or in double quotes. Send the same key and body again after a timeout or a 503; for 31 days the response is the first one. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the card */
                card_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    last_four: string;
                    expires: string;
                };
            };
        };
        responses: {
            /** @description The card, now active; the user whose request activated it gets it again for the same details */
            200: {
                headers: {
                    /** @description true where this is the stored response of an earlier request with the same key */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Card"];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["CardNotFound"];
            406: components["responses"]["NotAcceptable"];
            /** @description The card is on its way and can be activated when it has arrived (`CARD_NOT_DELIVERED`); The card is active already (`CARD_ALREADY_ACTIVE`); The card is frozen (`CARD_FROZEN`); The card is blocked (`CARD_BLOCKED`); The card has expired (`CARD_EXPIRED`); The card is closed (`CARD_CLOSED`); Too many wrong attempts; activation is locked for a day (`ACTIVATION_LOCKED`); A request with this Idempotency-Key is still being processed (`IDEMPOTENCY_KEY_IN_USE`) */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The digits or the expiry do not match the card (`CARD_DETAILS_MISMATCH`); This Idempotency-Key belongs to another request (`IDEMPOTENCY_KEY_REUSED`) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
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
