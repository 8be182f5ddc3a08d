import * as v from 'valibot';

/** Turns what came from outside into what it should be; undefined for anything that has not exactly the shape. */
export type Parser<Output> = (input: unknown) => Output | undefined;

export function parser<Output>(schema: v.GenericSchema<unknown, Output>): Parser<Output> {
  return (input) => {
    const result = v.safeParse(schema, input);
    return result.success ? result.output : undefined;
  };
}

/** The same for a text of JSON. */
export function jsonParser<Output>(schema: v.GenericSchema<unknown, Output>): Parser<Output> {
  const parse = parser(schema);
  return (input) => {
    try {
      return typeof input === 'string' ? parse(JSON.parse(input)) : undefined;
    } catch {
      return undefined;
    }
  };
}
