// Where a phone stops before and after each use of its database: a schedule lets it go on, or ends it there.

interface Waiting {
  owner: object;
  go: () => void;
}

export const never = (): Promise<never> => new Promise(() => undefined);

export class Gates {
  #waiting: Waiting[] = [];

  /** Resolves when the schedule says so; never, once the owner is gone. */
  pass(owner: object): Promise<void> {
    return new Promise((go) => this.#waiting.push({ owner, go }));
  }

  /** Lets one of them go on; false where none may. `isHeld` names owners that stand still. */
  release(pick: number, isHeld: (owner: object) => boolean): boolean {
    const free = this.#waiting.filter(({ owner }) => !isHeld(owner));
    const chosen = free[pick % (free.length || 1)];
    if (chosen === undefined) return false;
    this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
    chosen.go();
    return true;
  }

  forget(owner: object): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting.owner !== owner);
  }
}
