import { countingIn } from '../counting.ts';

export const count = countingIn('ru');
