declare module 'pouchdb-core' {
  type Selector = Record<string, unknown>;
  /** What the bench asks of PouchDB, which brings no types. */
  class PouchDB<T> {
    static plugin(plugin: unknown): typeof PouchDB;
    constructor(name: string, options: { adapter: string });
    bulkDocs(docs: (T & { _id: string })[]): Promise<unknown>;
    createIndex(options: { index: { fields: string[] } }): Promise<unknown>;
    find(options: { selector: Selector; limit: number; skip?: number }): Promise<{ docs: T[] }>;
    replicate: { from(url: string, options: { batch_size: number }): Promise<unknown> };
    info(): Promise<{ doc_count: number }>;
    close(): Promise<void>;
  }
  export { PouchDB as default };
}
declare module 'pouchdb-adapter-indexeddb' {
  const plugin: unknown;
  export { plugin as default };
}
declare module 'pouchdb-find' {
  const plugin: unknown;
  export { plugin as default };
}
declare module 'pouchdb-adapter-http' {
  const plugin: unknown;
  export { plugin as default };
}
declare module 'pouchdb-replication' {
  const plugin: unknown;
  export { plugin as default };
}
