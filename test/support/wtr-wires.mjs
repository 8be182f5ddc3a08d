// Lets a test in a browser hold the wires it is connected by. The other half is wires.ts.
export function wiresPlugin() {
  const running = new Map();
  let count = 0;

  const commands = {
    async 'wires:start'(options) {
      const { startWires } = await import('../network/wires.ts');
      const wires = await startWires(options ?? {});
      const id = `wires-${++count}`;
      running.set(id, wires);
      return { id, url: wires.url };
    },
    'wires:cut': ({ id, a, b }) => running.get(id).cut(a, b),
    'wires:heal': ({ id, a, b }) => running.get(id).heal(a, b),
    'wires:stop-server': ({ id }) => running.get(id).stopServer(),
    'wires:start-server': ({ id }) => running.get(id).startServer(),
    async 'wires:stop'({ id }) {
      const wires = running.get(id);
      running.delete(id);
      await wires?.close();
    },
  };

  return {
    name: 'wires',
    async executeCommand({ command, payload }) {
      if (!(command in commands)) return undefined;
      // Undefined would mean that the command is not ours.
      return (await commands[command](payload)) ?? true;
    },
    async serverStop() {
      await Promise.all([...running.values()].map((wires) => wires.close()));
    },
  };
}
