import { household, type Household } from './support/household.ts';

/** Ways to bring the script and the element together, in any order. */
const pages: Readonly<Record<string, (house: Household, call: string) => string>> = {
  'the script stands before the element': ({ scriptTag }, call) => scriptTag + call,
  'the script stands after the element': ({ scriptTag }, call) => call + scriptTag,
  'the script does not wait for the document': ({ scriptTag }, call) => scriptTag.replace('<script', '<script async') + call,
  'the script is put in later': ({ server }, call) => `${call}<script>
    addEventListener('load', () => {
      document.body.append(Object.assign(document.createElement('script'), { type: 'module', src: '${server.origin}/rtc-elements.js' }));
    });
  </script>`,
  'the element is put in later': ({ scriptTag }, call) => `${scriptTag}<template>${call}</template><script>
    addEventListener('load', () => document.body.append(document.querySelector('template').content));
  </script>`,
  'the element is made by script, before the script is there': ({ room, scriptTag }) => `<script>
    const call = document.createElement('rtc-call');
    Object.assign(call, { room: '${room}', displayName: 'Ada', autojoin: true, resolution: '180p', frameRate: 10 });
    document.body.append(call);
  </script>${scriptTag}`,
};

describe('a call begins when', () => {
  const house = household();

  for (const [situation, bodyOf] of Object.entries(pages)) {
    it(situation, async () => {
      const url = house.page(bodyOf(house, house.tag({ 'display-name': 'Ada' })), '');
      const ada = await house.callerAt(url, 'Ada', 'chromium');
      const bob = await house.caller('Bob', 'second chromium');

      await Promise.all([ada.isWith('Bob'), bob.isWith('Ada')]);
      await Promise.all([ada.seesMoving('Bob'), bob.seesMoving('Ada')]);
    });
  }
});
