import { acceptChecker } from './accept.ts';
import { html, json, redirect } from '#contracts/vocabulary';
import { z } from 'zod';

const JSON_ONLY = { responses: { 200: json('A thing', z.object({})) } };
const PAGE = { responses: { 200: html('A page') } };
const EITHER = { responses: { 201: json('A thing', z.object({})), 303: redirect('A page') } };
const REDIRECT = { responses: { 303: redirect('A page') } };

it.each([
  '',
  ',',
  '*/*',
  'application/*',
  'application/json',
  'APPLICATION/JSON',
  'application/json; charset=utf-8',
  'application/problem+json',
  'text/html, application/json;q=0.1',
  'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'text/html;q=0, */*',
])('an Accept header of %j allows JSON', (header) => {
  expect(acceptChecker(JSON_ONLY)(header)).toBe(true);
});

it.each([
  'text/html',
  'text/*',
  'application/xml',
  'application/jsonp',
  'json',
  'application/json;q=0, application/problem+json;q=0.0',
  'application/*;q=0, */*',
  '*/*;q=0',
  'application/json;q=0, application/problem+json; q=0, */*;q=1',
])('an Accept header of %j does not allow JSON', (header) => {
  expect(acceptChecker(JSON_ONLY)(header)).toBe(false);
});

it.each([
  ['text/html', true],
  ['text/*;q=0.5', true],
  ['application/json', false],
])('whether an Accept header of %s allows a page: %s', (header, allowed) => {
  expect(acceptChecker(PAGE)(header)).toBe(allowed);
});

it('the Accept header does not matter if no response has a body', () => {
  expect(acceptChecker(EITHER)('text/html')).toBe(false);
  expect(acceptChecker(EITHER)('application/json')).toBe(true);
  expect(acceptChecker(REDIRECT)('image/png')).toBe(true);
});
