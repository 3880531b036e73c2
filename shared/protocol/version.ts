/**
 * Version of the wire. Raise it whenever a message schema changes (schemaHash.test.ts fails until you do) and say here
 * what changed and the oldest client that is still served.
 *
 * 1: enrolment, sign-in, tokens, push, pull, materials, catalogue. Oldest served: 1.
 */
export const protocolVersion = 1;
export const oldestServedVersion = 1;
