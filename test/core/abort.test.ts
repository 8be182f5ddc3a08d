import { expect } from 'chai';
import { abortable, after, childController, insistOnAbort, onAbort } from '../../src/core/abort.ts';
import { Latest } from '../../src/core/latest.ts';
import { rejection } from '../support/rejection.ts';

describe('lifetimes', () => {
  let parent: AbortController;

  beforeEach(() => {
    parent = new AbortController();
  });

  describe('onAbort', () => {
    it('cleans up when the signal aborts, and not before', () => {
      let cleaned = 0;
      onAbort(parent.signal, () => cleaned++);
      expect(cleaned).to.equal(0);
      parent.abort();
      expect(cleaned).to.equal(1);
    });

    it('cleans up at once when it already has', () => {
      parent.abort();
      let cleaned = 0;
      onAbort(parent.signal, () => cleaned++);
      expect(cleaned).to.equal(1);
    });
  });

  describe('insistOnAbort', () => {
    it('cleans up, and once more for a browser that stops the first', () => {
      let cleaned = 0;
      insistOnAbort(parent.signal, () => cleaned++);
      expect(cleaned).to.equal(0);
      parent.abort();
      expect(cleaned).to.equal(2);
    });
  });

  describe('childController', () => {
    it('ends with its parent, for the same reason', () => {
      const child = childController(parent.signal);
      const reason = new Error('over');
      parent.abort(reason);
      expect(child.signal.reason).to.equal(reason);
    });

    it('ends alone without its parent', () => {
      childController(parent.signal).abort();
      expect(parent.signal.aborted).to.equal(false);
    });

    it('is born ended when its parent has ended', () => {
      parent.abort(new Error('over'));
      expect(childController(parent.signal).signal.reason).to.equal(parent.signal.reason);
    });

    it('keeps its own reason when its parent ends later', () => {
      const child = childController(parent.signal);
      const reason = new Error('mine');
      child.abort(reason);
      parent.abort(new Error('theirs'));
      expect(child.signal.reason).to.equal(reason);
    });
  });

  describe('after', () => {
    it('acts when the time has come', async () => {
      await new Promise<void>((resolve) => after(1, parent.signal, resolve));
    });

    it('does not act when aborted before', async () => {
      let acted = false;
      after(0, parent.signal, () => (acted = true));
      parent.abort();
      after(0, parent.signal, () => (acted = true));
      // Timers of the same delay fire in the order in which they were set.
      await new Promise<void>((resolve) => after(1, new AbortController().signal, resolve));
      expect(acted).to.equal(false);
    });
  });

  describe('abortable', () => {
    it('settles as the promise does', async () => {
      expect(await abortable(Promise.resolve('done'), parent.signal)).to.equal('done');
      const error = new Error('broken');
      expect(await rejection(abortable(Promise.reject(error), parent.signal))).to.equal(error);
    });

    it('rejects with the reason as soon as the signal aborts', async () => {
      const waiting = abortable(new Promise(() => undefined), parent.signal);
      const reason = new Error('gave up');
      parent.abort(reason);
      expect(await rejection(waiting)).to.equal(reason);
    });

    it('does not wait when the signal has aborted', async () => {
      parent.abort(new Error('gave up'));
      expect(await rejection(abortable(Promise.resolve(), parent.signal))).to.equal(parent.signal.reason);
    });

    it('leaves no rejection of the promise unheard', async () => {
      parent.abort(new Error('gave up'));
      const late = rejectedLate(new Error('too late'));
      await rejection(abortable(late, parent.signal));
      // An unheard rejection is reported at the end of a task, and fails the test that runs then.
      await new Promise<void>((resolve) => after(1, new AbortController().signal, resolve));
    });
  });

  describe('Latest', () => {
    it('ends the command before with the next one', () => {
      const commands = new Latest(parent.signal);
      const first = commands.next();
      expect(first.aborted).to.equal(false);
      const second = commands.next();
      expect([first.aborted, second.aborted]).to.deep.equal([true, false]);
    });

    it('ends every command with its parent', () => {
      const commands = new Latest(parent.signal);
      const first = commands.next();
      parent.abort();
      expect([first.aborted, commands.next().aborted]).to.deep.equal([true, true]);
    });
  });
});

async function rejectedLate(error: Error): Promise<never> {
  await Promise.resolve();
  throw error;
}
