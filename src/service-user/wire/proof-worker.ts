// Works out a proof beside the page, so that writing does not stutter meanwhile.
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

addEventListener('message', ({ data }: MessageEvent<Challenge>) => {
  solveChallenge({ challenge: data, deriveKey }).then(
    (solution) => postMessage(solution && btoa(JSON.stringify({ challenge: data, solution }))),
    () => postMessage(null),
  );
});
