import express, { type RequestHandler, Router } from 'express';
import { crossOrigin } from './cross-origin.ts';

// Plain names only: nothing hidden, nothing encoded, no way around the two folders that are not for pages.
const LIBRARY_FILE = /^(?!\/(?:server|types)\/)(?:\/[\w-][\w.-]*)+$/i;
const HASHED_FILE = /^\/chunks\//;
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The library's files, for pages of any origin. Chunks carry a hash of their content in their names and may be kept for
 * ever; everything else is asked for again, by ETag, each time.
 */
export function libraryFiles(directory: string): RequestHandler {
  const files = express.static(directory, {
    index: false,
    redirect: false,
    cacheControl: false,
    // Called for files that exist: nobody may keep the 404 of a chunk for ever.
    setHeaders: (response) => {
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      response.setHeader('Cache-Control', HASHED_FILE.test(response.req.path) ? FOR_EVER : 'no-cache');
    },
  });
  return Router().get(LIBRARY_FILE, crossOrigin(), files);
}

/** The demo pages; always asked for again, by ETag. */
export function demoFiles(directory: string): RequestHandler {
  return express.static(directory, {
    cacheControl: false,
    setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache'),
  });
}
