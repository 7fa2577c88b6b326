import { type ProblemType, platformProblems } from '#contracts/vocabulary';
import type { RequestRefusal } from '#libs/http-rules';

export type MockResponse =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: unknown;
      readonly location?: string | undefined;
    }
  | {
      readonly kind: 'html';
      readonly status: number;
      readonly title: string;
      readonly content: string;
    }
  | { readonly kind: 'image'; readonly path: string }
  | {
      readonly kind: 'store';
      readonly status: 200 | 403 | 411;
      readonly code?: string;
    }
  | { readonly kind: 'empty'; readonly status: number }
  | {
      readonly kind: 'redirect';
      readonly status: number;
      readonly location: string;
    }
  | ({
      readonly kind: 'problem';
      readonly ignoresPreference?: boolean;
    } & RequestRefusal);

/** The default detail is the problem's title. */
export function refuse(problem: ProblemType, detail: string = problem.title): MockResponse {
  return { kind: 'problem', problem, detail };
}

export function refusePreference(detail: string): MockResponse {
  return {
    kind: 'problem',
    problem: platformProblems.invalidRequest,
    detail,
    ignoresPreference: true,
  };
}
