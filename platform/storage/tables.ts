import type { Generated } from 'kysely';

/** Instants are `timestamptz` and arrive as Date; int8 arrives as number; signed bodies are text, byte for byte. */
export type Tables = {
  divisions: { code: string; name: string };
  accounts: {
    account_id: string;
    login_name: string;
    name: string;
    /** Comma-separated roles, in the order of the schema. */
    roles: string;
    division_code: string;
    password_hash: string;
    password_since: Generated<Date>;
    /** Whether an administrator gave it. */
    password_given: Generated<boolean>;
    disabled_at: Date | null;
  };
  enrolment_codes: {
    code_hash: string;
    division_code: string;
    expires_at: Date;
    used_by_device: string | null;
  };
  devices: {
    device_id: string;
    division_code: string;
    device_number: number;
    device_name: string;
    admission_secret: string;
    revoked_at: Date | null;
    /** To whom bundles 摆渡包 for this device are sealed (age); null until it has said so. */
    ferry_recipient: Generated<string | null>;
  };
  credentials: {
    credential_id: string;
    account_id: string;
    device_id: string;
    public_key: string;
    revoked_at: Date | null;
    superseded_at: Generated<Date | null>;
  };
  delegations: {
    delegation_id: string;
    from_account: string;
    to_account: string;
    /** Comma-separated roles. */
    roles: string;
    /** Dates YYYY-MM-DD in Shanghai, both included. */
    valid_from: string;
    valid_to: string;
    given_at: Date;
    revoked_at: Date | null;
  };
  used_assertions: { credential_id: string; jti: string; expires_at: Date };
  attempts: { key: string; failures: number; window_ends_at: Date };
  catalogue_items: { code: string; version: number; definition: string };
  cases: {
    case_id: string;
    origin_division: string;
    item_code: string;
    item_version: number;
    version: number;
    provisional_number: string;
    official_number: string;
    /** The summary of this version as JSON, without its official number; null where it is of another form or not made yet. */
    summary: string | null;
    summary_form: number | null;
  };
  events: {
    event_id: string;
    hash: string;
    case_id: string;
    version: number;
    device_id: string;
    sequence: number;
    accepted_at: Date;
    case_number: string | null;
    document_number: string | null;
    body: string;
    signature: string;
    /** Epoch in which it came to this version; empty for events from before epochs were noted. */
    epoch: string;
    /** Where it stood before a restore after which it joined behind newer work. */
    stood_epoch: string | null;
    stood_version: number | null;
  };
  device_log: {
    device_id: string;
    sequence: number;
    hash: string;
    event_id: string;
    /** The refusal as JSON; null where the event was accepted or waits. */
    refusal: string | null;
    /** A refused or waiting event as it came, so that nothing is lost; null where it stands in `events`. */
    kept_event: string | null;
    received_at: Date;
    /** The case of an event that waits for others before it can be judged, or that was accepted once and not after a restore. */
    case_id: string | null;
    /** It stands here by its receipt, and its place in the device's chain was not seen yet. */
    by_receipt: boolean;
  };
  /** Ends of a device's chain: one, or one for each branch after a clone or an old backup. */
  device_branches: { device_id: string; last_hash: string; last_sequence: number; begun_at: Date };
  alarms: {
    hash: string;
    kind: string;
    device_id: string;
    event_id: string;
    signed: string;
    raised_at: Date;
  };
  audit_entries: {
    device_id: string;
    hash: string;
    sequence: number;
    account_id: string;
    what: string;
    at: Date;
    body: string;
    signature: string;
    received_at: Date;
  };
  /** 离线摆渡: what was taken in and what was written. */
  ferry_bundles: {
    /** Of the bundle's label. */
    hash: string;
    direction: 'toPlatform' | 'toDevice';
    device_id: string;
    number: number;
    events: number;
    materials: number;
    made_at: Date;
    noted_at: Date;
    /** The account that carried it, or `operator`. */
    noted_by: string;
    /** The label's hash of the bundle that one to a device answers. */
    answer_to: string | null;
  };
  stream_heads: { stream: string; position: number };
  stream_entries: { stream: string; position: number; event_id: string };
  number_counters: { series: string; last: number; epoch: string };
  calendars: { year: number; division: string; signed: string; published_at: Date };
  /** `version`: of the event that named the file first. */
  material_refs: { sha256: string; case_id: string; version: number };
  /** Offices besides the receiving one and its county, and up to which version their streams have the case. */
  case_offices: { case_id: string; division: string; version: number };
  materials: {
    sha256: string;
    size: number;
    stored_at: Date;
    /** Only what is `stored` is given out. */
    state: Generated<'checking' | 'stored' | 'infected'>;
  };
  /** Uploads under way 上传中; gone when the file has been taken in, given up or expired. */
  uploads: {
    upload_id: string;
    sha256: string;
    size: number;
    device_id: string;
    /** Comma-separated kinds that the item takes for this material. */
    file_kinds: string;
    created_at: Date;
    lease_holder: string | null;
    lease_until: Date | null;
    /** Another request waits for this upload. */
    release_wanted: Generated<boolean>;
  };
  /** Files that were not what they were said to be. */
  material_alarms: {
    sha256: string;
    kind: 'hashMismatch' | 'infected';
    device_id: string | null;
    detail: string;
    raised_at: Date;
  };
};
