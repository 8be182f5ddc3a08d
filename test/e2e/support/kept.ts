/** Anything that has to be stopped. */
interface Stoppable {
  stop(): Promise<void>;
}

/** Keeps what a test of this file starts until the test is over. To be called where its `describe` begins. */
export function keeping(): <Server extends Stoppable>(server: Promise<Server>) => Promise<Server> {
  const open: Stoppable[] = [];
  afterEach('close the servers of the test', async () => {
    for (const each of open.splice(0).reverse()) await each.stop();
  });
  return async (server) => {
    const started = await server;
    open.push(started);
    return started;
  };
}
