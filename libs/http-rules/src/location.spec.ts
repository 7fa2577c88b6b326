import { z } from 'zod';
import { contract, data, identifier, json, operation } from '#contracts/vocabulary';
import { locationOf } from './location.ts';

const path = '/v1/purchases/{purchase_id}/notes';
const { addNote } = contract('notes', {
  addNote: operation({
    method: 'POST',
    path,
    summary: 'Adds a note.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { purchase_id: identifier },
    responses: {
      201: json('The new note', data(z.object({ note_id: identifier })), { location: `${path}/{note_id}` }),
    },
  }),
}).operations;
const params = { purchase_id: 'purchase-1' };

it('the location of a created resource contains parameters of the request and fields of the response', () => {
  const body = { data: { note_id: 'note 1' } };
  expect(locationOf(addNote, params, body)).toBe('/v1/purchases/purchase-1/notes/note%201');
});

it('the location of a created resource is undefined if the response is not a JSON success', () => {
  expect(locationOf(addNote, params, '<h1>Stored</h1>')).toBeUndefined();
});

it('locationOf throws an error if the response lacks the id of the created resource', () => {
  expect(() => locationOf(addNote, params, { data: {} })).toThrow('addNote has no note_id for its Location');
});
