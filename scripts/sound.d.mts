/** Variables with which a program finds the sound server; starts one, for the life of this process, if none runs. */
export function soundEnvironment(findPulseAudio: () => Promise<string>): Promise<Record<string, string>>;
