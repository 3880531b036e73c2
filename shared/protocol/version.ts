/**
 * Version of the wire. Raise it whenever a message schema changes (schemaHash.test.ts fails until you do) and say here
 * what changed and the oldest client that is still served.
 *
 * 1: enrolment, sign-in, tokens, push, pull, materials, catalogue. Oldest served: 1.
 * 2: the whole workflow (32 events, late entries, standing in), items with rules and bundles, delegations. Oldest served: 2,
 *    because a client that does not know an event cannot show the case.
 * 3: a chain that branches is taken (a clone, an old backup), so that no event is refused as a fork. Oldest served: 2.
 * 4: audit entries are uploaded. Oldest served: 2.
 * 5: decisions carry a receipt and are offered back to a restored platform; events name the epoch of their base version; what
 *    cannot be judged yet is answered as deferred; passwords are changed and expire. Oldest served: 5, because an older client does not know these answers.
 * 6: an event whose files are still on their way takes its place and waits (`filesPending`); bundles are ferried (`/v1/ferry`,
 *    keys for them); audit entries tell of recovery keys, replaced keys and keyrings; transfer between offices 转办 and questions to
 *    them 协办 (7 events); notAuthorised says by which role or office; a device that has nothing yet is handed its cases as they stand
 *    (`/v1/first-sync`); materials travel by tus and are read in parts, what became of them can be asked for, limits are up to 100 MB; a
 *    live stream, calendars, the state of an account and revocations; a pull says how far the stream goes. Oldest served: 6, because
 *    a client that does not know an event cannot show the case, and the earlier way to send a file is gone.
 */
export const protocolVersion = 6;
export const oldestServedVersion = 6;
