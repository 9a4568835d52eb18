import type { ComponentChildren } from 'preact';
import { Mark } from '../ui/mark.tsx';
import { say } from '../words/app.ts';

/** The place of the app's navigation: at the foot of a phone, at the start of a wide screen. */
export const DeskRail = ({ nav }: { nav: ComponentChildren }) =>
  nav ? (
    <header class="desk-rail">
      <p class="desk-brand">
        <span class="kind-celebrate">
          <Mark name="sun" />
        </span>
        {say('app.name')}
      </p>
      {nav}
    </header>
  ) : null;
