// What is shown to copy is what the call on this page is styled with.
import { devices, live, person, prejoin, show } from './made-up.js';

const themes = ['quiet', 'brand', 'high-contrast', 'terminal'];
const scenes = {
  call: live([
    person('Ada Lovelace'),
    person('Grace Hopper', { speaking: true }),
    person('Alan Turing', { microphone: 'off', hand: true }),
    person('Hedy Lamarr', { camera: 'off', quality: 'poor' }),
  ]),
  before: prejoin({ camera: 'on', microphone: 'on', participants: [], localId: undefined }),
};

const [call, form, code, sheet] = ['call', 'choice', 'css', 'theme'].map((id) => document.getElementById(id));
const { accent, copy } = form.elements;
const texts = new Map(await Promise.all(themes.map(async (name) => [name, await (await fetch(`themes/${name}.css`)).text()])));
let chosen = '';

/** The style sheet of a theme, with another accent if one was chosen. */
function cssOf(theme, colour) {
  const text = texts.get(theme);
  return colour ? text.replace(/--rtc-accent: [^;]*(\([^;]*\))?;/, `--rtc-accent: ${colour};`) : text;
}

function dress() {
  sheet.textContent = code.textContent = cssOf(form.elements.theme.value, chosen);
  if (!chosen) accent.value = hexOf(getComputedStyle(call).getPropertyValue('--rtc-accent'));
}

/** What a field for colours can show, of any way to write one. */
function hexOf(colour) {
  const probe = Object.assign(document.createElement('i'), { hidden: true });
  probe.style.color = colour;
  call.after(probe);
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  context.fillStyle = getComputedStyle(probe).color;
  context.fillRect(0, 0, 1, 1);
  probe.remove();
  return `#${[...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', ({ target }) => {
  if (target.name === 'theme') chosen = '';
  if (target === accent) chosen = accent.value;
  if (target.name === 'scheme') document.documentElement.style.colorScheme = target.value;
  if (target.name === 'scene') void show(call, scenes[target.value]);
  dress();
});
copy.addEventListener('click', async () => {
  await navigator.clipboard.writeText(code.textContent);
  copy.textContent = 'Copied';
});

devices.install();
dress();
await show(call, scenes.call);
document.documentElement.dataset.ready = '';
