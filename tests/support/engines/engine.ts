// What a test of the main journey needs of a browser, whatever its engine: real storage that outlives it, a finger,
// a keyboard, and an end, clean or hard.

/** One browser on one profile, as one device. */
export interface Device {
  /** Resolves once the page there has loaded. */
  open(address: string): Promise<void>;
  /** Runs in the page, so that it can use nothing from where it was written. */
  evaluate<Result, Argument>(
    inPage: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  tapAt(place: Place): Promise<void>;
  /** Into what has the focus. */
  type(words: string): Promise<void>;
  /** What its pages complained of so far: refused by the security policy, thrown, or said on the console. */
  readonly complaints: readonly string[];
  /** Ends it as its own people would, with time to write what it has not written. */
  close(): Promise<void>;
  /** SIGKILL to all of its processes at once: nothing has time to write anything. */
  kill(): Promise<void>;
}

/** A point of the page as it is scrolled now. */
export interface Place {
  x: number;
  y: number;
}

export interface Engine {
  name: string;
  openDevice(profile: string): Promise<Device>;
}

/** A request that fails without signal is what these tests are about. */
export const isAboutSignal = (said: string): boolean =>
  /Failed to load resource|ERR_|NetworkError|Could not connect|Load failed|can’t establish a connection/.test(
    said,
  );
