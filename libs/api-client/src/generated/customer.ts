// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.

export interface paths {
    "/customer/contact_page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the form with which anybody can write to Qred's support. */
        get: operations["showContactPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/support-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message to Qred's support, and tells its reference number and what happens next. */
        post: operations["createSupportRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customer/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message to Qred's support, and tells its reference number and what happens next. */
        post: operations["createSupportRequestByReferencePath"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customer/receipts/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the reference number of a message that was sent, and what happens next. */
        get: operations["showReceipt"];
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
        SupportReceipt: {
            /** @description What to quote when you get in touch about this request */
            reference: string;
            /** @description What happens next, in a sentence to show */
            next_steps: string;
        };
    };
    responses: {
        /** @description A request with this Idempotency-Key is still being processed (`IDEMPOTENCY_KEY_IN_USE`) */
        IdempotencyKeyInUsePage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
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
        /** @description Something went wrong on our side (`INTERNAL_ERROR`) */
        InternalErrorPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
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
        /** @description The request is not valid (`INVALID_REQUEST`) */
        InvalidRequestPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
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
        /** @description None of the media types in Accept is available here (`NOT_ACCEPTABLE`) */
        NotAcceptablePage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request body is too large (`PAYLOAD_TOO_LARGE`) */
        PayloadTooLargePage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no request with this reference (`RECEIPT_NOT_FOUND`) */
        ReceiptNotFoundPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
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
        /** @description Too many requests (`TOO_MANY_REQUESTS`) */
        TooManyRequestsPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
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
        /** @description A valid bearer token is needed (`UNAUTHENTICATED`) */
        UnauthenticatedPage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
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
        /** @description The service cannot answer at the moment (`UNAVAILABLE`) */
        UnavailablePage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request body has a media type that is not accepted here (`UNSUPPORTED_MEDIA_TYPE`) */
        UnsupportedMediaTypePage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
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
    showContactPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contact form */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidRequestPage"];
            401: components["responses"]["UnauthenticatedPage"];
            406: components["responses"]["NotAcceptablePage"];
            429: components["responses"]["TooManyRequestsPage"];
            500: components["responses"]["InternalErrorPage"];
            503: components["responses"]["UnavailablePage"];
        };
    };
    createSupportRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that a retry has no second effect. Choose 1 to 255 random visible ASCII characters, plain or in double quotes. Send the same key and body again after a timeout or a 503; for 31 days the response is the first one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How to reach the sender: an email address, a telephone number, or anything else */
                    contact: string;
                    /** @description What it is about */
                    message: string;
                };
                "application/x-www-form-urlencoded": {
                    /** @description How to reach the sender: an email address, a telephone number, or anything else */
                    contact: string;
                    /** @description What it is about */
                    message: string;
                    /** @description Stands in for the header Idempotency-Key */
                    idempotency_key?: string;
                };
            };
        };
        responses: {
            /** @description The request is stored */
            201: {
                headers: {
                    /** @description true where this is the stored response of an earlier request with the same key */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SupportReceipt"];
                    };
                };
            };
            /** @description The form was sent; the receipt is at Location */
            303: {
                headers: {
                    Location: string;
                    /** @description true where this is the stored response of an earlier request with the same key */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequestPage"];
            401: components["responses"]["UnauthenticatedPage"];
            406: components["responses"]["NotAcceptablePage"];
            409: components["responses"]["IdempotencyKeyInUsePage"];
            413: components["responses"]["PayloadTooLargePage"];
            415: components["responses"]["UnsupportedMediaTypePage"];
            /** @description The form again, with what was written and what is wrong with it; This Idempotency-Key belongs to another request (`IDEMPOTENCY_KEY_REUSED`) */
            422: {
                headers: {
                    /** @description true where this is the stored response of an earlier request with the same key */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequestsPage"];
            500: components["responses"]["InternalErrorPage"];
            503: components["responses"]["UnavailablePage"];
        };
    };
    createSupportRequestByReferencePath: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names this write, so that a retry has no second effect. Choose 1 to 255 random visible ASCII characters, plain or in double quotes. Send the same key and body again after a timeout or a 503; for 31 days the response is the first one. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description How to reach the sender: an email address, a telephone number, or anything else */
                    contact: string;
                    /** @description What it is about */
                    message: string;
                };
                "application/x-www-form-urlencoded": {
                    /** @description How to reach the sender: an email address, a telephone number, or anything else */
                    contact: string;
                    /** @description What it is about */
                    message: string;
                    /** @description Stands in for the header Idempotency-Key */
                    idempotency_key?: string;
                };
            };
        };
        responses: {
            /** @description The request is stored */
            201: {
                headers: {
                    /** @description true where this is the stored response of an earlier request with the same key */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SupportReceipt"];
                    };
                };
            };
            /** @description The form was sent; the receipt is at Location */
            303: {
                headers: {
                    Location: string;
                    /** @description true where this is the stored response of an earlier request with the same key */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequestPage"];
            401: components["responses"]["UnauthenticatedPage"];
            406: components["responses"]["NotAcceptablePage"];
            409: components["responses"]["IdempotencyKeyInUsePage"];
            413: components["responses"]["PayloadTooLargePage"];
            415: components["responses"]["UnsupportedMediaTypePage"];
            /** @description The form again, with what was written and what is wrong with it; This Idempotency-Key belongs to another request (`IDEMPOTENCY_KEY_REUSED`) */
            422: {
                headers: {
                    /** @description true where this is the stored response of an earlier request with the same key */
                    "Idempotent-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequestsPage"];
            500: components["responses"]["InternalErrorPage"];
            503: components["responses"]["UnavailablePage"];
        };
    };
    showReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference number that the sender was told */
                reference: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidRequestPage"];
            401: components["responses"]["UnauthenticatedPage"];
            404: components["responses"]["ReceiptNotFoundPage"];
            406: components["responses"]["NotAcceptablePage"];
            429: components["responses"]["TooManyRequestsPage"];
            500: components["responses"]["InternalErrorPage"];
            503: components["responses"]["UnavailablePage"];
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
