// Plays one schedule, step by step, over the real outbox, drain, transport, push endpoint and store; then lets the
// weather clear. After each step, all that people were told is held against what phones and server hold.
import { IDBDatabase as FDBDatabase, IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, openDB } from 'idb';
import { StorageError } from '../../src/device/database.ts';
import type { KeptMoment, KeptOperation, Sender } from '../../src/device/database.ts';
import {
  changeMoment,
  endHold,
  keepMoment,
  type Minted,
  mintMoment,
  saveMoment,
  withdrawMoment,
} from '../../src/device/outbox.ts';
import { filesToHandIn } from '../../src/device/hand-in.ts';
import { madeRoom } from '../../src/device/room.ts';
import { keepAsSent, saveAsNew, withdrawAgain } from '../../src/device/repair.ts';
import type { Device } from '../support/installation.ts';
import { aMoment } from '../support/operations.ts';
import { type StorageDouble, storageDouble } from '../support/storage-double.ts';
import { chanceOf } from './chance.ts';
import { type CrashPlan, Crashes, type Side } from './crashes.ts';
import { Gates } from './gates.ts';
import { Network } from './network.ts';
import { ModelPhone, type Surroundings, type Tab } from './phone.ts';
import { Quiet, digestAtOnce } from './quiet.ts';
import type { Schedule, Step } from './schedule.ts';
import { type Asked, ModelServer } from './server.ts';
import { SteeredTime } from './time.ts';
import { type Breach, type Held, type Said, Truth, type Version } from './truth.ts';

const NOON = Date.parse('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So long after the weather cleared everything must have gone. */
const CLEARED_MS = 10 * MINUTE;
/** More than an operation may carry: the endpoint refuses the whole request. */
const UNFIT = 'x'.repeat(33_000);
const PEOPLE = ['Aisha', 'Ben'];
/** Turns of the event loop within which all has happened that does not hang. */
const PATIENCE = 80;

export interface Played {
  /** All of the first instant at which something broke; empty when everything held. */
  breaches: Breach[];
  /** When what left a phone, by true time. */
  left: string[];
  /** With a plan: the places that were come by, and the one at which it crashed. */
  passed: string[];
  struck: string | null;
}

/** Plays a schedule to its end, or to the first breach of the hard promise. With a plan, something is killed once. */
export const play = async (schedule: Schedule, plan?: CrashPlan): Promise<Played> => {
  const played = new Play(schedule, plan);
  try {
    return await played.run();
  } finally {
    await played.end();
  }
};

/** What a phone held when it was last looked at. */
interface Seen {
  observer: IDBPDatabase;
  writes: number;
  held: Held['phones'][number];
}

class Play {
  readonly #schedule: Schedule;
  readonly #crashes: Crashes | null;
  readonly #time = new SteeredTime(NOON);
  readonly #quiet = new Quiet();
  readonly #gates = new Gates();
  readonly #truth = new Truth();
  readonly #seen = new Map<ModelPhone, Seen>();
  #stored: (Held['stored'] & { changes: number }) | null = null;
  #storage!: StorageDouble;
  /** While a phone's storage goes wrong. */
  #isInTrouble = false;
  /** While it may be that something was kept and nobody can know. */
  #isUnsure = false;
  #server!: ModelServer;
  #network!: Network;
  #phones: ModelPhone[] = [];
  #people: Device[] = [];
  #breaches: Breach[] = [];
  readonly #left: string[] = [];
  /** On their way to a manager. */
  #files: string[] = [];

  constructor(schedule: Schedule, plan?: CrashPlan) {
    this.#schedule = schedule;
    this.#crashes = plan === undefined ? null : new Crashes(plan, (side) => this.#crash(side));
  }

  async run(): Promise<Played> {
    await this.#begin();
    if (this.#crashes !== null) this.#crashes.isArmed = true;
    await this.#steps();
    if (this.#breaches.length === 0) await this.#clear();
    const { passed = [], struck = null } = this.#crashes ?? {};
    return { breaches: this.#breaches, left: this.#left, passed, struck };
  }

  async #steps(): Promise<void> {
    for (const { step, goesOn, order } of this.#schedule.steps) {
      const before = this.#crashes?.struck;
      await this.#take(step);
      await this.#goOn(goesOn, order);
      // Whoever finds the app gone opens it again.
      if (this.#crashes?.struck !== before && this.#tabs().length === 0) this.#phones[0]!.open();
      await this.#check();
      if (this.#breaches.length > 0) return;
    }
  }

  /** All at once, as the power goes: what was not committed is not there. */
  #crash(side: Side): void {
    if (side === 'server') {
      this.#server.crash();
      return;
    }
    abortAll();
    for (const tab of this.#tabs()) this.#kill(tab);
    this.#quiet.giveUp();
  }

  /** What the test does by itself does not crash. */
  async #safely<T>(work: () => Promise<T>): Promise<T> {
    return await (this.#crashes?.without(work) ?? work());
  }

  async end(): Promise<void> {
    for (const tab of this.#tabs()) tab.kill();
    this.#quiet.giveUp();
    await this.#quiet.settle();
    // The last word of device/changes.ts, which all phones share.
    await this.#time.pass(MINUTE, () => this.#quiet.settle());
    for (const { observer } of this.#seen.values()) observer.close();
    this.#time.uninstall();
  }

  async #begin(): Promise<void> {
    digestAtOnce();
    this.#storage = storageDouble();
    keepKnownApart();
    refuseRelaxed();
    const { chance, phones, hasLocks } = this.#schedule;
    this.#server = await ModelServer.open(() => this.#time.now);
    for (const name of PEOPLE) this.#people.push(await this.#server.addPerson(name));
    this.#time.install();
    this.#network = new Network(this.#server, () => this.#time.now);
    this.#network.onGarbled = (asked) => this.#mayRefuse(asked);
    this.#network.onRequest = (owner, asked) => this.#lookAt(owner as Tab, asked);
    const around: Surroundings = {
      time: this.#time,
      quiet: this.#quiet,
      gates: this.#gates,
      network: this.#network,
      chance: chanceOf(chance),
    };
    for (const [number, person] of phones.entries()) {
      const phone = new ModelPhone(number, hasLocks, around);
      this.#phones.push(phone);
      await this.#signIn(phone, this.#people[person]!.personId);
      phone.open();
    }
    await this.#goOn('to the end', 0);
    await this.#network.passAll();
    await this.#goOn('to the end', 0);
  }

  /** Lets the phones' own work go on, stop by stop. */
  async #goOn(stops: number | 'to the end', order: number): Promise<void> {
    await this.#quiet.settle();
    const isHeld = (owner: object): boolean => (owner as Tab).isFrozen;
    const most = stops === 'to the end' ? Infinity : stops;
    for (let done = 0; done < most; done += 1) {
      if (!this.#gates.release(order, isHeld)) return;
      await this.#quiet.settle();
    }
  }

  async #take(step: Step): Promise<void> {
    switch (step.do) {
      case 'save':
        return this.#on(step.tab, (tab) => this.#save(tab, step.how));
      case 'change':
        return this.#onMoment(step, (tab, said) => this.#change(tab, said));
      case 'withdraw':
        return this.#onMoment(step, (tab, said) => this.#withdraw(tab, said));
      case 'close card':
        return this.#onMoment(step, (tab, said) => {
          void endHold(tab.database, tab.personId, said.momentId!)
            .catch(() => undefined)
            .then(() => tab.sendNow());
        });
      case 'save again':
        return this.#on(step.tab, (tab) => this.#saveAgain(tab));
      case 'save as file':
        return this.#on(step.tab, (tab) => this.#saveAsFile(tab));
      case 'hand in':
        return await this.#handIn();
      case 'send now':
        return this.#on(step.tab, (tab) => tab.sendNow());
      case 'hide':
        return this.#on(step.tab, (tab) => tab.setVisible(false));
      case 'show':
        return this.#on(step.tab, (tab) => tab.setVisible(true));
      case 'come online':
        return this.#on(step.tab, (tab) => tab.comeOnline());
      case 'kill':
        return this.#on(step.tab, (tab) => this.#kill(tab));
      case 'freeze':
      case 'thaw':
        return this.#on(step.tab, (tab) => (tab.isFrozen = step.do === 'freeze'));
      case 'open':
        return this.#open(this.#phone(step.phone));
      case 'sign out':
        return await this.#signOut(step.tab);
      case 'sign in':
        return await this.#signInOn(this.#phone(step.phone), this.#people[step.person]!.personId);
      case 'end session': {
        const { here } = this.#phone(step.phone);
        if (here !== null) await this.#safely(() => this.#server.endSession(here.sessionId));
        return;
      }
      case 'mark lost': {
        const phone = this.#phone(step.phone);
        const { here } = phone;
        if (here === null) return;
        phone.isMarkedLost = true;
        return await this.#safely(() => this.#server.markLost(here.sessionId));
      }
      case 'save as new':
        return this.#onMoment(step, (tab, said) => this.#saveAsNew(tab, said));
      case 'keep as sent':
        return this.#onMoment(step, (tab, said) => this.#keepAsSent(tab, said));
      case 'a write that fails':
        return await this.#server.failToWrite();
      case 'withdraw again':
        return this.#onMoment(step, (tab, said) => {
          withdrawAgain(tab.database, said.momentId!, tab.means()).then(
            () => tab.sendNow(),
            (error: unknown) => {
              if (!(error instanceof StorageError)) throw error;
            },
          );
        });
      case 'renew': {
        const phone = this.#phone(step.phone);
        return phone.here === null ? undefined : await this.#signInOn(phone, phone.here.personId);
      }
      case 'jump clock': {
        const phone = this.#phone(step.phone);
        phone.clockIsOff += step.ms;
        phone.hasJumped = true;
        return;
      }
      case 'decide':
        return await this.#network.decide(step.message, step.request, step.answer);
      case 'pass requests':
        return await this.#network.passRequests();
      case 'pass all':
        return await this.#network.passAll();
      case 'restart server':
        return await this.#safely(() => this.#server.restart());
      case 'back up':
        return this.#server.backUp();
      case 'restore':
        return await this.#safely(() => this.#server.restore());
      case 'storage':
        return await this.#withTrouble(step);
      case 'wait':
        return await this.#time.pass(step.ms, () => this.#goOn('to the end', 0));
    }
  }

  async #withTrouble(step: Extract<Step, { do: 'storage' }>): Promise<void> {
    const { kind, at, lasts, then, tab, moment } = step;
    this.#isInTrouble = true;
    this.#isUnsure = kind === 'hangs' || kind === 'unheard';
    this.#quiet.patience = PATIENCE;
    this.#storage.arm({ kind, at, lasts });
    // A save makes room, and so does sending.
    if (kind === 'full') for (const phone of this.#phones) phone.madeRoom = true;
    await this.#take(
      then === 'save'
        ? { do: 'save', tab, how: 'fits' }
        : then === 'send now' || then === 'save as file'
          ? { do: then, tab }
          : { do: then, tab, moment },
    );
    await this.#goOn('to the end', 0);
    // Given up after 5 s, tried again, and given up for good.
    await this.#time.pass(12_000, () => this.#goOn('to the end', 0));
    this.#storage.heal();
    await this.#goOn('to the end', 0);
    this.#quiet.giveUp();
    this.#quiet.patience = Infinity;
    this.#isUnsure = false;
    this.#isInTrouble = false;
  }

  // What a person does.

  #save(tab: Tab, how: Extract<Step, { do: 'save' }>['how']): void {
    const said = this.#truth.ask(
      {
        personId: tab.personId,
        phone: tab.phone.number,
        mayBeRefused: how === 'unfit',
        saidAtMs: this.#time.now,
      },
      (mark) => `${mark} I used to sit by the door.${how === 'unfit' ? UNFIT : ''}`,
    );
    const [version] = said.versions;
    const programmeId =
      how === 'unknown programme' ? crypto.randomUUID() : this.#server.programmeId;
    const mayBeAtRisk = how === 'at risk';
    const body = aMoment({ words: version!.words, programmeId, mayBeAtRisk });
    const { personId } = tab;
    if (how === 'at once') {
      saveMoment(tab.database, { personId, body, draftId: '' }, tab.means()).then(
        ({ momentId }) => {
          this.#truth.hear(version!, true);
          said.momentId = momentId;
        },
        (error: unknown) => this.#refused(version!, error),
      );
      return;
    }
    void mintMoment({ personId, body }, tab.means()).then((minted) =>
      this.#keep(tab, said, minted),
    );
  }

  /** It may be kept already: then it stays the same one, however far it got. */
  #saveAgain(tab: Tab): void {
    if (tab.failed === null) return;
    const { minted, said } = tab.failed;
    tab.failed = null;
    Object.assign(said.versions[0]!, { endedAt: Infinity, kept: undefined });
    this.#keep(tab, said, minted);
  }

  #keep(tab: Tab, said: Said, minted: Minted): void {
    const [version] = said.versions;
    const { now } = tab.means();
    const once = () => keepMoment(tab.database, minted, `${tab.personId}/new`, now);
    // As practitioner/capture/use-saving.ts does it.
    const withRoom = async (error: unknown) => {
      if (await madeRoom(tab.database, error)) return await once();
      throw error;
    };
    once()
      .catch(withRoom)
      .then(
        ({ momentId }) => {
          this.#truth.hear(version!, true);
          said.momentId = momentId;
        },
        (error: unknown) => {
          this.#refused(version!, error);
          tab.failed = { minted, said };
        },
      );
  }

  #saveAsFile(tab: Tab): void {
    const { personId } = tab;
    const { organisationId } = this.#server;
    const identity = {
      organisationId,
      organisationName: 'Riverside',
      personId,
      personName: 'Somebody',
      roles: ['practitioner' as const],
    };
    filesToHandIn(tab.database, identity, { now: tab.phone.now() }).then(
      (files) => {
        this.#files.push(...files);
        if (this.#isInTrouble) this.#giveOut(files);
      },
      (error: unknown) => {
        if (!(error instanceof StorageError)) throw error;
      },
    );
  }

  #giveOut(files: readonly string[]): void {
    for (const said of this.#truth.said) {
      said.isGivenOut ||= files.some((file) => file.includes(said.momentId ?? said.mark));
    }
  }

  /** A file is kept until it was taken in, or refused because of what no endpoint takes. */
  async #handIn(): Promise<void> {
    const [file] = this.#files;
    if (file === undefined) return;
    const status = await this.#server.handIn(file);
    if (status === null) return;
    this.#files.shift();
    if (status !== 200 && !file.includes(UNFIT)) {
      this.#breaches.push({ kind: 'stuck', said: `[O6] a file was not taken in: ${status}` });
    }
  }

  #change(tab: Tab, said: Said): void {
    const words = `${said.mark} I sit by the window, since ${said.versions.length}.`;
    const version = this.#truth.askChange(said, words);
    const body = aMoment({ words, programmeId: this.#server.programmeId });
    const draftId = `${tab.personId}/${said.momentId!}`;
    changeMoment(tab.database, { momentId: said.momentId!, body, draftId }, tab.means()).then(
      (isKept) => {
        this.#truth.hear(version, isKept);
        tab.sendNow();
      },
      (error: unknown) => {
        this.#refused(version, error);
      },
    );
  }

  /** Other words in place of what was refused, as a moment of their own. */
  #saveAsNew(tab: Tab, refused: Said): void {
    if (!this.#isRefused(refused, 'create')) return;
    const said = this.#truth.ask(
      {
        personId: tab.personId,
        phone: tab.phone.number,
        mayBeRefused: false,
        saidAtMs: this.#time.now,
      },
      (mark) => `${mark} I sit by the window.`,
    );
    const [version] = said.versions;
    const body = aMoment({ words: version!.words, programmeId: this.#server.programmeId });
    const { personId } = tab;
    const draftId = `${personId}/${refused.momentId!}`;
    refused.withdrawal = 'asked';
    saveAsNew(
      tab.database,
      { momentId: refused.momentId!, personId, body, draftId },
      tab.means(),
    ).then(
      ({ momentId }) => {
        this.#truth.hear(version!, true);
        said.momentId = momentId;
        tab.sendNow();
      },
      (error: unknown) => this.#refused(version!, error),
    );
  }

  /** A refused change is given up. */
  #keepAsSent(tab: Tab, said: Said): void {
    if (!this.#isRefused(said, 'amend')) return;
    const changes = said.versions.slice(1);
    keepAsSent(tab.database, { momentId: said.momentId!, draftId: '' }).then(
      () => changes.forEach((change) => this.#truth.hear(change, false)),
      () => undefined,
    );
    for (const change of changes) change.kept = undefined;
  }

  /** Whether exactly what is meant was refused of it. */
  #isRefused({ momentId, phone }: Said, kind: KeptOperation['kind']): boolean {
    const { operations } = this.#seen.get(this.#phones[phone]!)!.held;
    const refused = operations.filter(
      (row) => row.momentId === momentId && row.attention !== undefined,
    );
    return refused.length > 0 && refused.every((row) => row.kind === kind);
  }

  #withdraw(tab: Tab, said: Said): void {
    if (said.withdrawal === 'none') said.withdrawal = 'asked';
    const { programmeId } = this.#server;
    withdrawMoment(
      tab.database,
      { momentId: said.momentId!, programmeId, personId: tab.personId },
      tab.means(),
    ).then(
      () => {
        said.withdrawal = 'told';
        tab.sendNow();
      },
      (error: unknown) => {
        if (!(error instanceof StorageError)) throw error;
      },
    );
  }

  #refused(version: Version, error: unknown): void {
    if (!(error instanceof StorageError)) throw error;
    if (this.#isUnsure) this.#truth.neverHear(version);
    else this.#truth.hear(version, false);
  }

  #kill(tab: Tab): void {
    tab.kill();
    for (const said of this.#truth.said) {
      if (said.phone === tab.phone.number)
        said.versions.forEach((each) => this.#truth.neverHear(each));
    }
  }

  #open(phone: ModelPhone): void {
    if (phone.tabs.length < 3) phone.open();
  }

  async #signOut(number: number): Promise<void> {
    const tab = this.#tab(number);
    if (tab?.phone.here === null || tab === undefined) return;
    const { phone } = tab;
    await this.#safely(() => this.#server.endSession(phone.here!.sessionId));
    phone.here = null;
    this.#kill(tab);
  }

  /** By a link that is opened in the tab that was last used, which is loaded anew; other tabs stay as they are. */
  async #signInOn(phone: ModelPhone, personId: string): Promise<void> {
    const last = phone.tabs.at(-1);
    if (last !== undefined) this.#kill(last);
    await this.#signIn(phone, personId);
    this.#open(phone);
  }

  async #signIn(phone: ModelPhone, personId: string): Promise<void> {
    await this.#safely(async () => {
      const device = await this.#server.addSession(personId);
      this.#truth.sessions.set(device.sessionId, personId);
      await phone.signIn(device);
    });
  }

  // Who is meant.

  #phone(number: number): ModelPhone {
    return this.#phones[number % this.#phones.length]!;
  }

  #tabs(): Tab[] {
    return this.#phones.flatMap(({ tabs }) => tabs);
  }

  #tab(number: number): Tab | undefined {
    const tabs = this.#tabs();
    return tabs[number % (tabs.length || 1)];
  }

  #on(number: number, act: (tab: Tab) => void): void {
    const tab = this.#tab(number);
    if (tab !== undefined) act(tab);
  }

  /** A moment that this person sees on this phone. */
  #onMoment(
    { tab: number, moment }: { tab: number; moment: number },
    act: (tab: Tab, said: Said) => void,
  ): void {
    const tab = this.#tab(number);
    if (tab === undefined) return;
    const own = this.#truth.said.filter(
      (said) =>
        said.phone === tab.phone.number &&
        said.personId === tab.personId &&
        said.versions[0]!.kept === true,
    );
    // The last one is what people change and undo most.
    const said = own[own.length - 1 - (moment % (own.length || 1))];
    if (said !== undefined) act(tab, said);
  }

  // Whether it holds.

  #lookAt({ personId, phone }: Tab, { path, body }: Asked): void {
    this.#left.push(`${this.#time.now} phone ${phone.number} ${path} ${body?.length ?? 0}`);
    if (path !== '/v1/push') return;
    const { sender, operations } = JSON.parse(body!) as {
      sender: string;
      operations: KeptOperation[];
    };
    if (sender !== personId) {
      this.#breaches.push({ kind: 'lost', said: `[O5] ${personId}'s tab sends for ${sender}` });
    }
    for (const operation of operations) {
      this.#breaches.push(...this.#truth.checkBytes(operation.operationId, { ...operation }));
      const said = this.#truth.said.find(({ momentId }) => momentId === operation.momentId);
      if (said === undefined) continue;
      if (said.personId !== sender) {
        this.#breaches.push({ kind: 'lost', said: `[O5] ${said.mark} is sent as ${sender}'s` });
      }
    }
  }

  #mayRefuse({ body }: Asked): void {
    const { operations = [] } = JSON.parse(body ?? '{}') as { operations?: KeptOperation[] };
    const momentIds = new Set(operations.map(({ momentId }) => momentId));
    for (const said of this.#truth.said) {
      if (momentIds.has(said.momentId ?? '')) said.mayBeRefused = true;
    }
  }

  /** At the end every phone has spoken to the server as it is now. */
  async #check({ isAtEnd = false } = {}): Promise<void> {
    const past = isAtEnd ? new Set<string>() : this.#server.past;
    this.#breaches.push(...this.#truth.check(await this.#held(), past));
  }

  /** Looked up again only where something may have been written since. */
  async #held(): Promise<Held> {
    for (const phone of this.#phones) {
      const seen = this.#seen.get(phone);
      if (seen?.writes === phone.writes) continue;
      const observer = seen?.observer ?? (await openDB(phone.outboxName));
      const tx = observer.transaction(['moments', 'operations', 'senders'], 'readonly');
      const [moments, operations, senders] = await Promise.all([
        tx.objectStore('moments').getAll() as Promise<KeptMoment[]>,
        tx.objectStore('operations').getAll() as Promise<KeptOperation[]>,
        tx.objectStore('senders').getAll() as Promise<Sender[]>,
        tx.done,
      ]);
      const { number, hasJumped } = phone;
      const clock = hasJumped ? null : phone.now();
      const held = { number, clock, madeRoom: phone.madeRoom, moments, operations, senders };
      this.#seen.set(phone, { observer, writes: phone.writes, held });
    }
    if (this.#stored?.changes !== this.#server.changes) {
      const { changes } = this.#server;
      const operations = this.#server.operations();
      this.#stored = { changes, operations, moments: this.#server.moments() };
    }
    const { now } = this.#time;
    return { now, phones: [...this.#seen.values()].map(({ held }) => held), stored: this.#stored };
  }

  // The weather clears.

  /** Every request and every answer goes through; the app is open on each phone, and nobody touches it. */
  async #clear(): Promise<void> {
    for (const tab of this.#tabs()) tab.isFrozen = false;
    for (const phone of this.#phones) if (phone.tabs.length === 0) this.#open(phone);
    await this.#goOn('to the end', 0);
    await this.#letPass(this.#longest());
    await this.#check();
    await this.#checkDrained((phone) => phone.tabs.map(({ personId }) => personId));
    // Then everybody who left something signs in once more.
    for (const phone of this.#phones) {
      for (const { personId } of this.#people) {
        if (this.#breaches.length > 0) return;
        for (const tab of phone.tabs) this.#kill(tab);
        await this.#signInOn(phone, personId);
        await this.#goOn('to the end', 0);
        await this.#letPass(this.#longest());
        await this.#checkDrained(() => [personId], phone, true);
      }
    }
    await this.#check({ isAtEnd: true });
  }

  /** A server may have asked to wait for longer; and a time that a clock set which then went back counts for an hour. */
  #longest(): number {
    const asked = Math.max(0, this.#network.askedToWaitUntil - this.#time.now);
    const jumped = this.#phones.some(({ hasJumped }) => hasJumped) ? HOUR : 0;
    return CLEARED_MS + Math.max(asked, jumped);
  }

  /** Until nothing waits, and no longer than `ms`. */
  async #letPass(ms: number): Promise<void> {
    const end = this.#time.now + ms;
    for (;;) {
      while (this.#network.waiting > 0) {
        await this.#network.passAll();
        await this.#goOn('to the end', 0);
      }
      if (this.#time.now >= end || (await this.#isAllSent())) return;
      const next = Math.min(end, this.#time.nextAt);
      await this.#time.pass(Math.max(0, next - this.#time.now), () => this.#goOn('to the end', 0));
    }
  }

  async #isAllSent(): Promise<boolean> {
    const { phones } = await this.#held();
    return phones.every(({ operations }) =>
      operations.every(({ queuedAt }) => queuedAt === undefined),
    );
  }

  /** What waits must be told of: somebody has to sign in, or nobody has opened the app. */
  async #checkDrained(
    whoIsThere: (phone: ModelPhone) => string[],
    only?: ModelPhone,
    isSignedIn = false,
  ): Promise<void> {
    const { phones } = await this.#held();
    for (const phone of this.#phones) {
      if (only !== undefined && phone !== only) continue;
      const present = whoIsThere(phone);
      const { operations, senders } = phones[phone.number]!;
      for (const row of operations) {
        if (row.queuedAt === undefined || !present.includes(row.personId)) continue;
        const sender = senders.find(({ personId }) => personId === row.personId);
        if ((sender?.signInNeeded === true || phone.isMarkedLost) && !isSignedIn) continue;
        this.#breaches.push({
          kind: 'stuck',
          said: `${row.kind} of ${row.momentId} still waits on phone ${phone.number}: ${JSON.stringify({ ...row, body: undefined })}, ${JSON.stringify(sender)}`,
        });
      }
      for (const row of operations) {
        const said = this.#truth.said.find(({ momentId }) => momentId === row.momentId);
        if (row.attention !== undefined && said?.mayBeRefused === false) {
          this.#breaches.push({
            kind: 'stuck',
            said: `${said.mark} needs attention (${row.attention}), and nothing is wrong with it`,
          });
        }
      }
    }
  }
}

/** Asserted at the browser's own door: what is not strict may be gone after a power cut, which no kill shows (S1). */
const refuseRelaxed = (): void => {
  const { transaction } = FDBDatabase.prototype;
  if (transaction.name === 'strictly') return;
  FDBDatabase.prototype.transaction = function strictly(stores, mode, options) {
    if (
      mode === 'readwrite' &&
      this.name.startsWith('outbox') &&
      options?.durability !== 'strict'
    ) {
      throw new Error(`[S1] a transaction with durability ${options?.durability ?? 'default'}`);
    }
    return transaction.call(this, stores, mode, options);
  };
};

/** What was pulled may be thrown away: only the outbox's storage goes wrong. */
const keepKnownApart = (): void => {
  const outboxes = globalThis.indexedDB.open;
  const known = new IDBFactory();
  globalThis.indexedDB.open = (name, version) =>
    name.startsWith('known') ? known.open(name, version) : outboxes(name, version);
};

interface Unfinished {
  _state: string;
  _abort: (name: string) => void;
}

/** A transaction that was not committed when its browser was killed leaves nothing. */
const abortAll = (): void => {
  const { _databases: databases } = globalThis.indexedDB as unknown as {
    _databases: Map<string, { transactions: Unfinished[] }>;
  };
  for (const { transactions } of databases.values()) {
    for (const transaction of transactions) {
      if (transaction._state !== 'finished') transaction._abort('AbortError');
    }
  }
};
