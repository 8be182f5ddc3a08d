export function startWebKitDriver(): Promise<{ readonly port: number; readonly capabilities: object; readonly end: () => void }>;
