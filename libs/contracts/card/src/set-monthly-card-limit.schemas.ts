import { z } from 'zod';
import { money, positiveSek } from '#contracts/vocabulary';

export const cardMonthlyLimit = z.object({ monthly_limit: money }).meta({ id: 'CardMonthlyLimit' });

export const setMonthlyCardLimitBody = { monthly_limit: positiveSek };
