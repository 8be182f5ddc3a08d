// The library for browsers: one small loader, one module per element, what they share in chunks, every package bundled.
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { globSync } from 'node:fs';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { peerjsSource } from './scripts/peerjs-source.mjs';
