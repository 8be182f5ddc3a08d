// Who is in the calls that nobody is in.
import { person } from './made-up.js';

export const ada = person('Ada Lovelace');
export const grace = person('Grace Hopper');
export const alan = person('Alan Turing', { microphone: 'off' });
export const mary = person('Mary Jackson');
export const hedy = person('Hedy Lamarr', { camera: 'off' });
const others = `Annie Easley, Barbara Liskov, Claude Shannon, Donald Knuth, Edsger Dijkstra, Frances Allen, Gladys West, Hertha Ayrton,
  Ida Rhodes, John Backus, Katherine Johnson, Lynn Conway, Margaret Hamilton, Niklaus Wirth, Ole Dahl, Peter Naur, Radia Perlman,
  Sophie Wilson, Tony Hoare, Valerie Thomas`.split(',').map((name, index) => {
  return person(name.trim(), { camera: index % 4 === 1 ? 'off' : 'on', microphone: index % 3 === 0 ? 'off' : 'on' });
});
export const crowd = [ada, grace, alan, mary, hedy, ...others];
export const longNames = ['Wolfeschlegelsteinhausenbergerdorff', 'Maria de los Ángeles Fernández-Villavicencio y Martínez', 'Κωνσταντίνος Παπαδημητρακόπουλος'];
