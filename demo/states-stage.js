// The states of the stage and of its tiles.
import { live, sheet } from './made-up.js';
import { ada, alan, crowd, grace, longNames } from './made-up-people.js';
import { call, section, styled } from './states-page.js';

export async function stages() {
  const add = section('stage', 'The stage', 'small');
  const stage = (properties) => Object.assign(document.createElement('rtc-stage'), properties);
  for (const count of [1, 2, 3, 4, 5, 9, 25]) {
    await add(`${count} wide`, call({}, 'rtc-stage'), live(crowd.slice(0, count)));
    await add(`${count} upright`, call({}, styled(document.createElement('rtc-stage'), 'aspect-ratio: 9 / 16')), live(crowd.slice(0, count)), 'upright');
  }
  await add('Somebody is pinned', call({}, stage({ pinned: alan.id })), live(crowd.slice(0, 5)));
  await add('Oneself is pinned, of two', call({}, stage({ pinned: ada.id })), live([ada, grace]));
  await add('Oneself is hidden', call({}, stage({ hideSelf: true })), live([ada, grace, alan]));
  await add('A grid of two', call({}, stage({ layout: 'grid' })), live([ada, grace]));
  await add('A column', call({}, styled(stage({ layout: 'strip' }), 'aspect-ratio: 9 / 16')), live(crowd.slice(0, 4)), 'upright');
  await add('A screen, right to left', call({ dir: 'rtl' }, 'rtc-stage'), live([ada, { ...grace, screen: 'on' }, alan]));
}

export async function tiles() {
  const add = section('tile', 'One person', 'small');
  const one = (caption, change, style = '') => {
    const tile = styled(document.createElement('rtc-video-tile'), style);
    tile.participant = grace.id;
    return add(caption, call({}, tile), live([ada, { ...grace, ...change }]));
  };
  await one('A picture', {});
  await one('No picture', { camera: 'off' });
  await one('A picture of one’s own', { camera: 'off', avatar: sheet() });
  await one('No name', { camera: 'off', name: '' });
  await one('Microphone off', { microphone: 'off' });
  await one('Speaking', { speaking: true });
  await one('Speaking, no picture', { speaking: true, camera: 'off' });
  await one('Poor connection', { quality: 'poor' });
  await one('Slow connection', { quality: 'fair' });
  await one('A hand is raised', { hand: true });
  await one('A reaction', { reaction: '🎉' });
  await one('Changes pages: dimmed', { connection: 'reconnecting', moving: true });
  await one('Cannot be reached: the last picture, dimmed', { connection: 'reconnecting', microphone: 'off' });
  await one('A long name', { name: longNames[1], quality: 'poor', microphone: 'off' });
  await one('Small', { microphone: 'off' }, 'inline-size: 120px');
  await one('Upright', { camera: 'off', microphone: 'off' }, 'aspect-ratio: 3 / 4; inline-size: 144px');
  await add('Oneself, as in a mirror', call({}, 'rtc-video-tile'), live([ada, grace]));
  const screen = document.createElement('rtc-video-tile');
  Object.assign(screen, { participant: grace.id, source: 'screen' });
  await add('A screen', call({}, screen), live([ada, { ...grace, screen: 'on' }]));
}
