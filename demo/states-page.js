// How the page of every state is laid out: its address says how, and each section is a heading with figures.
import { show } from './made-up.js';

const wishes = new URLSearchParams(location.search);
const root = document.documentElement;

/** `?theme=light`, `?dir=rtl`, `?lang=de`, in any combination. */
const theme = ['light', 'dark'].find((each) => each === wishes.get('theme')) ?? '';
root.style.colorScheme = theme;
root.dir = wishes.get('dir') === 'rtl' ? 'rtl' : 'ltr';
root.lang = wishes.get('lang') || (root.dir === 'rtl' ? 'ar' : 'en');
for (const link of document.querySelectorAll('.looks a')) link.href = hrefWith(link.dataset);

/** `?only=support,desk`: these sections alone, for who has no time. */
export function isWanted(section) {
  const only = wishes.get('only');
  return !only || only.split(',').includes(section);
}

/** This page with one wish more, or other. */
function hrefWith(wish) {
  const changed = new URLSearchParams(wishes);
  for (const [name, value] of Object.entries(wish)) {
    if (value) changed.set(name, value);
    else changed.delete(name);
  }
  return `?${changed}`;
}

/** A heading, and how to put a figure below it. */
export function section(id, heading, size = '') {
  const element = Object.assign(document.createElement('section'), { id });
  const figures = Object.assign(document.createElement('div'), { className: `figures ${size}` });
  element.append(Object.assign(document.createElement('h2'), { textContent: heading }), figures);
  document.querySelector('main').append(element);
  return async (caption, content, state, shape = '') => {
    const figure = Object.assign(document.createElement('figure'), { className: shape });
    figure.append(Object.assign(document.createElement('figcaption'), { textContent: caption }), content);
    figures.append(figure);
    return state && show(content, state);
  };
}

/** A call that stays in this page; with elements, they replace its interface. */
export function call(properties = {}, ...inside) {
  const id = `call-${document.querySelectorAll('rtc-call').length}`;
  const element = Object.assign(document.createElement('rtc-call'), { id, room: id, transport: 'memory', noStandby: true, ...properties });
  element.append(...inside.map((each) => (typeof each === 'string' ? document.createElement(each) : each)));
  return element;
}

export function labelled(tag, words) {
  return Object.assign(document.createElement(tag), { textContent: words });
}

export function picker(kind) {
  return Object.assign(document.createElement('rtc-device-picker'), { kind });
}

export function row(...elements) {
  const element = Object.assign(document.createElement('div'), { className: 'row' });
  element.append(...elements);
  return element;
}

export function styled(element, style) {
  element.style.cssText = style;
  return element;
}

/** A page in the page, where code may be missing. */
export function frame(scripts = '') {
  const scheme = theme || 'light dark';
  const element = document.createElement('iframe');
  element.title = 'An element before its code';
  element.loaded = new Promise((resolve) => element.addEventListener('load', resolve, { once: true }));
  element.srcdoc = `<html lang="${root.lang}" dir="${root.dir}"><title>${element.title}</title><meta name="color-scheme" content="${scheme}"><link rel="stylesheet" href="/rtc-elements.css">
    <body style="margin: 0">${scripts}<rtc-call room="frame" server="/peer" transport="memory" no-standby></rtc-call>`;
  return element;
}
