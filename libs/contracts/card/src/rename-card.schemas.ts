import { z } from 'zod';
import { humanText } from '#contracts/vocabulary';

export const renameCardAnswer = z
  .object({ card_name: z.string().describe('The name of the card') })
  .meta({ id: 'RenameCardAnswer' });

export const renameCardBody = { card_name: humanText(50) };
