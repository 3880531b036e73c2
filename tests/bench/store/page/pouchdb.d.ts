declare module 'pouchdb-core' {
  type Selector = Record<string, unknown>;
  /** What the bench asks of PouchDB, which brings no types. */
  export default class PouchDB<T> {
    static plugin(plugin: unknown): typeof PouchDB;
    constructor(name: string, options: { adapter: string });
    bulkDocs(docs: (T & { _id: string })[]): Promise<unknown>;
    createIndex(options: { index: { fields: string[] } }): Promise<unknown>;
    find(options: { selector: Selector; limit: number; skip?: number }): Promise<{ docs: T[] }>;
    close(): Promise<void>;
  }
}
declare module 'pouchdb-adapter-indexeddb' {
  const plugin: unknown;
  export default plugin;
}
declare module 'pouchdb-find' {
  const plugin: unknown;
  export default plugin;
}
