import { z } from 'zod';
import { humanText } from '#contracts/vocabulary';

export const renameCardAnswer = z
  .object({ card_name: z.string().describe('Source: what the user wrote') })
  .meta({ id: 'RenameCardAnswer' });

export const renameCardBody = { card_name: humanText(200).optional() };
