// Runs inside a network namespace and hands out a socket of it: a socket belongs to where it was made, not to who uses it.
//   doorway.mjs listen ADDRESS PORT
//   doorway.mjs connect ADDRESS PORT
import { connect, createServer } from 'node:net';

const [what, host, port] = process.argv.slice(2);
const end = () => process.disconnect();

if (what === 'listen') {
  const server = createServer({ pauseOnConnect: true });
  server.on('error', fail);
  server.listen(Number(port), host, () => process.send('here', server, () => server.close(end)));
} else {
  const socket = connect({ host, port: Number(port) });
  socket.on('error', fail);
  socket.on('connect', () => process.send('here', socket, end));
}

function fail(error) {
  process.send({ failure: `${what} ${host}:${port}: ${error.message}` }, end);
}
