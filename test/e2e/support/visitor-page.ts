import { SupportPerson } from './support-person.ts';

/** Somebody on a page with `<rtc-support>`. */
export class VisitorPage extends SupportPerson {
  protected readonly element = 'rtc-support';

  /** What the page heard, but for the desk's comings and goings: they have their own pace. */
  get story(): string[] {
    return this.events.map(({ type }) => type).filter((type) => type !== 'rtc-status-changed');
  }

  get statuses(): string[] {
    return this.details('rtc-status-changed').flatMap(({ status }) => status ?? []);
  }

  /** Resolves when the page has heard of exactly this status last. */
  async status(status: string): Promise<void> {
    await this.tab.until(`${this.name} to hear that the desk is ${status}`, () => this.statuses.at(-1) === status);
  }

  async pressLauncher(): Promise<void> {
    await (await this.part('launcher')).click();
  }

  /** From a panel that begins, or after a rating, to the ringing. */
  async call(): Promise<void> {
    await this.press('Talk to a person');
  }

  async rate(stars: number, comment = ''): Promise<void> {
    await this.press(stars === 1 ? '1 star' : `${stars} stars`);
    if (comment) await this.fill('Anything to add?', comment);
    await this.press('Send');
  }
}
