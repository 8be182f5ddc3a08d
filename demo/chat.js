// A name to begin with, and whatever is typed instead.
const [call, field] = [document.querySelector('rtc-call'), document.querySelector('#name')];

field.value = `Guest ${1 + Math.floor(Math.random() * 99)}`;
call.displayName = field.value;
field.addEventListener('change', () => (call.displayName = field.value.trim()));
