import type { RequestHandler } from 'express';

/** One entry of an `RTCConfiguration` (W3C webrtc-pc §4.2.2). */
export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** Answers the ICE servers that calls should use, as a JSON array; none are configured yet. */
export function iceServers(): RequestHandler {
  const servers: readonly IceServer[] = [];
  return (_request, response) => {
    // Credentials will be in it, and they expire.
    response.setHeader('Cache-Control', 'no-store');
    response.json(servers);
  };
}
