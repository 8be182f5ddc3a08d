import type { Report } from './report.ts';
export async function measureLeaks(_: { rounds: number }): Promise<Report> { return { name: 'leaks', figures: [] }; }
