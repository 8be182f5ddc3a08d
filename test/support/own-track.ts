import type { CaptureSource } from '../../src/core/capture.ts';
import type { RtcError } from '../../src/core/errors.ts';
import { LocalTrack } from '../../src/core/local-track.ts';
import { FakeCapture } from './fake-media.ts';

/** Tracks of one's own, and what they tell. */
export class OwnTracks {
  readonly capture = new FakeCapture();
  readonly lifetime = new AbortController();
  readonly phases: string[] = [];
  readonly lost: RtcError[] = [];

  of(source: CaptureSource = 'camera'): LocalTrack {
    const open = (signal: AbortSignal) => this.capture.open(source, signal, '');
    const track: LocalTrack = new LocalTrack(
      { source, open, changed: () => this.phases.push(track.phase), lost: (error) => this.lost.push(error) },
      this.lifetime.signal,
    );
    return track;
  }
}
