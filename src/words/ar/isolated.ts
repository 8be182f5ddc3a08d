/** Names may be in Latin letters: what stands around them keeps its place (Unicode TR9, FSI … PDI). */
export const isolated = (name: string) => `\u2068${name}\u2069`;
