/**
 * The lines of every TypeScript file below `folder`, from the number of a line to whether it ran. `counted` is the folder that
 * NODE_V8_COVERAGE named.
 */
export function coveredLines(folder: string, counted: string): Promise<Map<string, Map<number, boolean>>>;
