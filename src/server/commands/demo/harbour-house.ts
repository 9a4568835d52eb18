// The invented organisation: who works there, on which phones, and when each programme meets.

export const ORGANISATION = 'Harbour House';

export type ProgrammeKey = 'dropIn' | 'jobClub' | 'familySupport' | 'recoveryCafe';

export interface Meeting {
  group: string;
  /** As `Date` counts: 0 is Sunday. */
  weekday: number;
  /** Minutes after midnight, where the server stands. */
  begins: number;
  lasts: number;
  keptBy: readonly string[];
}

export interface ProgrammeOfDemo {
  name: string;
  meetings: readonly Meeting[];
  /** In how many of its weeks nobody keeps anything. */
  silentWeeks: number;
}

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;

export const PROGRAMMES: Readonly<Record<ProgrammeKey, ProgrammeOfDemo>> = {
  dropIn: {
    name: 'Tuesday drop-in',
    meetings: [
      {
        group: 'Morning tea',
        weekday: 2,
        begins: at(10),
        lasts: 110,
        keptBy: ['Siân Pritchard', 'Rui Tavares'],
      },
      {
        group: 'Lunch',
        weekday: 2,
        begins: at(12),
        lasts: 80,
        keptBy: ['Siân Pritchard', 'Marcus Adeyemi'],
      },
      {
        group: 'Afternoon advice',
        weekday: 2,
        begins: at(14),
        lasts: 105,
        keptBy: ['Siân Pritchard', 'Rui Tavares'],
      },
    ],
    silentWeeks: 0.04,
  },
  jobClub: {
    name: 'Job club',
    meetings: [
      {
        group: 'Monday group',
        weekday: 1,
        begins: at(9, 30),
        lasts: 150,
        keptBy: ['Danuta Kowalczyk'],
      },
      {
        group: 'Thursday group',
        weekday: 4,
        begins: at(13, 15),
        lasts: 150,
        keptBy: ['Danuta Kowalczyk', 'Abdi Warsame'],
      },
    ],
    silentWeeks: 0.08,
  },
  familySupport: {
    name: 'Family support',
    meetings: [
      {
        group: "Parents' group",
        weekday: 3,
        begins: at(10),
        lasts: 90,
        keptBy: ['Farah Siddiqui'],
      },
      {
        group: 'Home visits',
        weekday: 4,
        begins: at(15, 30),
        lasts: 120,
        keptBy: ['Manpreet Gill'],
      },
    ],
    silentWeeks: 0.4,
  },
  recoveryCafe: {
    name: 'Recovery café',
    meetings: [
      {
        group: 'Friday evening',
        weekday: 5,
        begins: at(18, 30),
        lasts: 150,
        keptBy: ['Jo Hartley', 'Marcus Adeyemi'],
      },
      {
        group: 'Sunday breakfast',
        weekday: 0,
        begins: at(9, 45),
        lasts: 120,
        keptBy: ['Jo Hartley'],
      },
    ],
    silentWeeks: 0.1,
  },
};

/** The first founded the organisation and may do everything. */
export const MANAGERS = ['Grace Okonjo', 'Huw Bevan'] as const;

export const PRACTITIONERS = [
  'Siân Pritchard',
  'Rui Tavares',
  'Danuta Kowalczyk',
  'Abdi Warsame',
  'Farah Siddiqui',
  'Manpreet Gill',
  'Marcus Adeyemi',
  'Jo Hartley',
] as const;

/** What each is signed in on. */
export const DEVICES: Readonly<Record<string, string>> = {
  'Grace Okonjo': 'Edge on Windows',
  'Huw Bevan': 'Safari on iPad',
  'Siân Pritchard': 'Chrome on Android',
  'Rui Tavares': 'Firefox on Android',
  'Danuta Kowalczyk': 'Safari on iPhone',
  'Abdi Warsame': 'Samsung Internet on Android',
  'Farah Siddiqui': 'Safari on iPhone',
  'Manpreet Gill': 'Chrome on Android',
  'Marcus Adeyemi': 'Chrome on Android',
  'Jo Hartley': 'Safari on iPhone',
};

/** Lost on a bus, and wiped itself at its next contact. */
export const LOST_PHONE = { of: 'Manpreet Gill', device: 'Chrome on Android' } as const;
/** Still holds some words unsent. */
export const WAITING_PHONE = { of: 'Abdi Warsame', count: 3 } as const;
/** Who the two links are for. */
export const OPEN_AS = { manager: 'Grace Okonjo', practitioner: 'Siân Pritchard' } as const;
