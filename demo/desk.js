// Signs in without a file, as a page may do whose own sign-in has said who sits there.
const desk = document.querySelector('#desk');

document.querySelector('#sign-in').addEventListener('click', async () => {
  if (desk.phase !== 'signed-out') return;
  const answer = await fetch('desk-key.json');
  desk.agentName ||= 'Robin';
  desk.credential = await answer.text();
});
