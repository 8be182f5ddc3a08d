import { Conditions } from './conditions.ts';

const patience = 8000;

/** Everything that the page encrypts, as it happens, until it is restored. */
export function sealings() {
  const encrypt = SubtleCrypto.prototype.encrypt;
  const conditions = new Conditions(patience, () => `${done} of ${begun} were done`);
  let [begun, done] = [0, 0];
  SubtleCrypto.prototype.encrypt = async function (...parameters) {
    begun++;
    const sealed = await encrypt.apply(this, parameters);
    // By then whoever waits for it has it.
    setTimeout(() => {
      done++;
      conditions.look();
    });
    return sealed;
  };
  return {
    /** Resolves when something was sealed, and nothing is on its way to be. */
    async done(): Promise<void> {
      // What was begun in this turn of the event loop has been counted by the next.
      await new Promise((resolve) => setTimeout(resolve));
      await conditions.until('something to be sealed', () => done > 0 && done === begun);
    },
    /** Resolves when something more was sealed, and nothing is on its way to be. */
    async more(): Promise<void> {
      const before = done;
      await conditions.until('something more to be sealed', () => done > before && done === begun);
    },
    restore(): void {
      SubtleCrypto.prototype.encrypt = encrypt;
    },
  };
}
