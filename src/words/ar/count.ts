import { countingIn } from '../counting.ts';

export const count = countingIn('ar');
export const digits = (number: number) => count(number, { other: '#' });
