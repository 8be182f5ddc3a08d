export const featureUses: Record<string, string[]>;
