/** A fact: fired after the state has changed. */
export abstract class RtcEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}

/** A question: `preventDefault()` stops what was asked, whoever asked for it. */
export abstract class RtcQuestion extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true, cancelable: true });
  }
}
