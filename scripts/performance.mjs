// Writes docs/performance.md from bench/results/.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performancePage } from '../bench/performance-page.ts';

writeFileSync(join(import.meta.dirname, '../docs/performance.md'), performancePage());
console.log('docs/performance.md');
