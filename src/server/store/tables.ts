import type { Generated } from 'kysely';
import type { MomentState } from '../../contract/desk-inbox.ts';

/**
 * The tables as queries see them. Every key begins with `organisation_id`, so that it can be the distribution
 * column of a cluster; only what belongs to the installation itself has none. Instants are ISO 8601 text in UTC
 * with milliseconds, which sorts by time in either engine; yes and no are 1 and 0; lists are JSON text.
 */
export interface Tables {
  installation: { id: number; epoch: string; created_at: string };
  setup_link: {
    token_hash: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
  };
  organisation: {
    organisation_id: string;
    name: string;
    created_at: string;
    /** In months: how long words are kept after they were told back, and after they arrived. */
    keep_after_told: Generated<number>;
    keep_after_arrival: Generated<number>;
  };
  /** One row each: a number that only grows, taken inside the writing transaction (L1). */
  counter: { organisation_id: string; name: string; value: number };
  programme: {
    organisation_id: string;
    programme_id: string;
    name: string;
    /** The name in lower case, so that "Drop-in" and "drop-in" are one. */
    name_key: string;
    created_at: string;
  };
  person: {
    organisation_id: string;
    person_id: string;
    name: string;
    roles: string;
    created_at: string;
    /** They left: what they kept stays, under a name that says only that. */
    removed_at: Generated<string | null>;
  };
  passkey: {
    organisation_id: string;
    passkey_id: string;
    person_id: string;
    /** What the browser calls it, and what it signs with, in base64url. */
    credential_id: string;
    public_key: string;
    /** How often it was used, where the device counts that. */
    counter: number;
    transports: string;
    is_carried: number;
    made_on: string;
    made_at: string;
    last_used_at: string | null;
  };
  /** Hashes of what passkeys signed, until it is too old to be shown again. */
  used_challenge: { organisation_id: string; challenge: string; expires_at: string };
  invitation: {
    organisation_id: string;
    invitation_id: string;
    person_id: string;
    purpose: 'join' | 'renew';
    token_hash: string;
    code_hash: string;
    code_expires_at: string;
    created_at: string;
    expires_at: string;
    used_at: string | null;
    void_at: string | null;
  };
  session: {
    organisation_id: string;
    session_id: string;
    person_id: string;
    secret_hash: string;
    device: string;
    signed_in_at: string;
    last_contact_at: string;
    expires_at: string;
    ended_at: string | null;
    lost_at: string | null;
    wiped_at: string | null;
    pending_count: number;
    pending_since: string | null;
    /** When whoever uses it last showed who they are: by a link, a code or a passkey. Null from before there were passkeys. */
    proved_at: Generated<string | null>;
  };
  /** All that ever arrived, one row for each operation id and fingerprint: the receipts. */
  operation: {
    organisation_id: string;
    operation_id: string;
    fingerprint: string;
    moment_id: string;
    revision: number;
    kind: 'create' | 'amend' | 'withdraw';
    schema: number;
    digest: string;
    /** Null once the moment was withdrawn (X2). */
    body: string | null;
    status: 'stored' | 'quarantined';
    code: string | null;
    person_id: string;
    session_id: string;
    received_at: string;
  };
  /** What was kept aside for managers (P8): one row for each quarantined operation. */
  set_aside: {
    organisation_id: string;
    aside_id: string;
    /** Its place in the list, from a counter of its own. */
    position: number;
    operation_id: string;
    fingerprint: string;
    looked_at: string | null;
    looked_by: string | null;
    /** The programme under which a manager took it in. */
    taken_in_under: string | null;
  };
  /** Each moment as its operations leave it. All that a person wrote is null once it was withdrawn. */
  moment: {
    organisation_id: string;
    moment_id: string;
    person_id: string;
    channel: string;
    programme_id: string | null;
    revision: number;
    operation_id: string;
    conflicted: number;
    words: string | null;
    kind: 'celebrate' | 'improve' | 'idea' | null;
    audience: 'team' | 'board' | 'public' | null;
    whose: 'theirs' | 'mine' | null;
    group_name: string | null;
    about: 'group' | 'person' | null;
    stage: string | null;
    principles: string | null;
    said_at: string | null;
    received_at: string;
    withdrawn_at: string | null;
    /** Its place in the inbox: when it first came. */
    arrived_position: number;
    /** Its place in the feed: when it last changed. */
    changed_position: number;
    seen_at: string | null;
    seen_by: string | null;
    /** No operation widens the audience beyond this again; null while nobody narrowed it. */
    narrowed_to: 'team' | 'board' | 'public' | null;
    /** The date on which it was first told back. */
    told_on: string | null;
    /** As loop.ts says; null once it was withdrawn. */
    state: MomentState | null;
    /** The person whose it is to answer. */
    assigned_to: string | null;
  };
  /** How many moments there are of each sort: kept with each change, so that no list counts them. */
  tally: {
    organisation_id: string;
    /** '' where it is not known. */
    programme_id: string;
    kind: 'celebrate' | 'improve' | 'idea';
    state: MomentState;
    count: number;
  };
  /** What managers wrote to each other about a moment. */
  note: {
    organisation_id: string;
    moment_id: string;
    note_id: string;
    /** Within its moment, from 1. */
    position: number;
    words: string;
    written_at: string;
    written_by: string;
  };
  /** Whose a moment was to answer, one after the other. */
  assignment: {
    organisation_id: string;
    moment_id: string;
    /** Within its moment, from 1. */
    position: number;
    person_id: string | null;
    assigned_at: string;
    assigned_by: string;
  };
  /** What a programme has for those who speak without a name. None stands for the defaults. */
  voice: {
    organisation_id: string;
    programme_id: string;
    /** Of its link, as it is: a manager prints it again. Null while the link is switched off. */
    secret: string | null;
    lead_person_id: string | null;
    lead_hours: string | null;
    lead_emergency: string | null;
    release_hours: Generated<number>;
    /** The last time of release that was looked at: a multiple of the hours, which tells of no arrival. */
    looked_at: string | null;
    /** The first time of release at which too few were waiting. */
    waiting_since: string | null;
  };
  /** What was said without a name and is not released yet: in no order, and with no time. */
  held: {
    organisation_id: string;
    moment_id: string;
    programme_id: string;
    channel: string;
    words: string;
    kind: 'celebrate' | 'improve' | 'idea';
    audience: 'team' | 'board' | 'public';
    /** A date. */
    received_on: string;
    /** Its receipt code, until it is released: where that lies tells when it came no more than this does. */
    code_hash: string | null;
    code_expires_on: string | null;
  };
  /** Where the receipt code of what is released leads. One code may have been given for more than one entry. */
  receipt_code: {
    organisation_id: string;
    code_hash: string;
    moment_id: string;
    /** A date. */
    expires_on: string;
  };
  /** What managers and the person who spoke wrote to each other about a moment. */
  thread: {
    organisation_id: string;
    moment_id: string;
    entry_id: string;
    /** Within its moment, from 1. */
    position: number;
    side: 'manager' | 'speaker';
    words: string;
    is_question: number;
    changed: 'yes' | 'partly' | 'no' | null;
    written_at: string;
    written_by: string | null;
    taken_back_at: string | null;
  };
  /** Moments of which somebody said that someone may be at risk. */
  flag: {
    organisation_id: string;
    moment_id: string;
    programme_id: string;
    /** The hour; only the date once there is an outcome. */
    arrived_at: string;
    outcome: string | null;
    outcome_at: string | null;
    outcome_by: string | null;
  };
  /** Where a person is told, and at which hour of theirs. */
  alert_setting: {
    organisation_id: string;
    person_id: string;
    email: string | null;
    /** Whether they want the day's news; what waited too long is told to administrators whether or not. */
    wants_daily: number;
    hour: number;
    time_zone: string;
    /** Null where there is no address. */
    next_daily_at: string | null;
  };
  /** Where an organisation is told. What its messages are signed with is derived from its id, and not kept. */
  webhook: {
    organisation_id: string;
    webhook_id: string;
    name: string;
    url: string;
    shape: 'plain' | 'slack' | 'teams';
    wants_daily: number;
    wants_flagged: number;
    hour: number;
    time_zone: string;
    next_daily_at: string | null;
    created_at: string;
    /** Since when whoever is there said that it is to be told no more. */
    gone_at: string | null;
  };
  /** What is to be told to one person or webhook. Of what was flagged every instant is an hour (A4). */
  delivery: {
    organisation_id: string;
    delivery_id: string;
    /** What it is and for whom: the same is never made twice. */
    once: string;
    person_id: string | null;
    webhook_id: string | null;
    /** Of what was flagged. */
    moment_id: string | null;
    facts: string;
    state: 'waiting' | 'sent' | 'given_up';
    made_at: string;
    due_at: string;
    tries: number;
    /** Who is at it, and until when nobody else may be. */
    claim: string | null;
    claimed_until: string | null;
    trouble: string | null;
    tried_at: string | null;
    looked_at: string | null;
  };
  /** Stages and principles where an organisation changed them, its prompts, and the groups of its programmes. */
  offered: {
    organisation_id: string;
    part: 'stage' | 'principle' | 'prompt' | 'group';
    offered_id: string;
    /** Of a group. */
    programme_id: string | null;
    /** Null while it has the name that it comes with. */
    name: string | null;
    place: number;
    is_retired: number;
  };
  /** What staff did, each row chained to the one before it by its hash (X3). Only added to. */
  audit: {
    organisation_id: string;
    /** From 1, without a gap. */
    position: number;
    at: string;
    action: string;
    /** Null where a command on the server did it. */
    person_id: string | null;
    session_id: string | null;
    about: string | null;
    count: number | null;
    hash: string;
  };
  /** Where the trail of an organisation ends; and the last row that was taken out at its beginning, 0 while none was. */
  audit_head: {
    organisation_id: string;
    position: number;
    hash: string;
    cut_position: Generated<number>;
    cut_hash: Generated<string>;
  };
}
