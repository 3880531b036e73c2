/**
 * Version of the wire. Raise it whenever a message schema changes (schemaHash.test.ts fails until you do) and say here
 * what changed and the oldest client that is still served.
 *
 * 1: enrolment, sign-in, tokens, push, pull, materials, catalogue. Oldest served: 1.
 * 2: the whole workflow (32 events, late entries, standing in), items with rules and bundles, delegations. Oldest served: 2,
 *    because a client that does not know an event cannot show the case.
 * 3: a chain that branches is taken (a clone, an old backup), so that no event is refused as a fork. Oldest served: 2.
 * 4: audit entries are uploaded. Oldest served: 2.
 */
export const protocolVersion = 4;
export const oldestServedVersion = 2;
