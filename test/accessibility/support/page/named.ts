import { insides, placeOf } from './places.ts';

/** What can be operated, and what groups it or says something. */
const selector = 'button, input, select, textarea, a[href], [role], rtc-video-tile';

/** All in sight of what has a role or a name in the figures of this page, and where each of it is. */
export function named(): { places: string[]; elements: Element[] } {
  const elements = [...document.querySelectorAll('figure')].flatMap((figure) => [...insides(figure)]).filter((element) => element.matches(selector) && isShown(element));
  return { places: elements.map(placeOf), elements };
}

function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}
