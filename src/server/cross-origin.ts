import type { RequestHandler } from 'express';

/**
 * Lets pages of the allowed origins read the answer (WHATWG Fetch, CORS protocol); any page when there is no list.
 */
export function crossOrigin(allowed?: readonly string[]): RequestHandler {
  return ({ headers: { origin } }, response, next) => {
    if (!allowed) response.setHeader('Access-Control-Allow-Origin', '*');
    else {
      response.vary('Origin');
      if (origin !== undefined && allowed.includes(origin)) response.setHeader('Access-Control-Allow-Origin', origin);
    }
    next();
  };
}
