/** The driver of PostgreSQL and its COPY, as far as they are used: packages of their own, installed by those who settle on a server. */
declare module "pg" {
  export type Query = { readonly text: string; readonly rowMode: "array" };
  export class Client {
    constructor(options: {
      readonly connectionString: string;
      readonly application_name: string;
      readonly connectionTimeoutMillis: number;
      readonly keepAlive: boolean;
      readonly types: { readonly getTypeParser: () => (value: string) => string };
    });
    connect(): Promise<void>;
    query(query: Query): Promise<{ readonly rows: (string | null)[][] }>;
    query<T extends NodeJS.WritableStream>(stream: T): T;
    on(event: "error", listener: (error: Error) => void): void;
    end(): Promise<void>;
  }
}

declare module "pg-copy-streams" {
  import type { Writable } from "node:stream";
  export function from(sql: string): Writable;
}
