import { lines } from './lines.ts';
import type { ByKind } from './lines.ts';
import type { ProgrammeKey } from '../harbour-house.ts';

/** What practitioners note in their own words. */
export const ourOwn: Readonly<Record<ProgrammeKey, ByKind>> = {
  dropIn: {
    celebrate: lines`
      Quiet today. Nobody said much, and nobody left.
      Two people who'd fallen out did the bins together. I didn't ask.
    `,
    improve: lines`
      I asked what he wanted from the day and had no box to put the answer in.
      I talked too much in the group. Next time I'll count to ten.
      Three people asked where the washing machine went. We never told them.
    `,
    idea: lines`
      We could read last week's words out at the start, so people hear that we listened.
    `,
  },
  jobClub: {
    celebrate: lines`
      I was about to correct her CV and she explained why it was right. It was.
      Nine people, two working laptops. I ended up writing on paper, and it went better.
    `,
    improve: lines`
      He'd been coming five weeks before I learned he's an engineer. I hadn't asked.
    `,
    idea: lines`
      Give people the interview questions on the door, before they sit down. I watched shoulders drop when I did.
    `,
  },
  familySupport: {
    celebrate: lines`
      I came with a plan and she had a better one on the fridge.
    `,
    improve: lines`
      Our interpreter was late, so the six-year-old offered. I said no. It's the right rule and it cost us the visit.
    `,
    idea: lines`
      Stop taking the laptop on visits. I look at it.
    `,
  },
  recoveryCafe: {
    celebrate: lines`
      The group ran itself for forty minutes while I was on the phone to the ambulance. They did it better.
    `,
    improve: lines`
      A man came in, looked, and left. I should have got up.
      We planned the menu without them. They changed it. It's cheaper now.
    `,
    idea: lines`
      Someone on the door who isn't staff, and whose only job is the first two minutes.
    `,
  },
};
