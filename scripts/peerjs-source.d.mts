/** PeerJS's source after every replacement; rejects when one of them no longer applies. */
export function peerjsSource(): Promise<string>;
/** The same for a source given. */
export function transform(source: string): string;
