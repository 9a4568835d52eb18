import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { say } from '../words/app.ts';
import { Frame } from './frame.tsx';

/** A screen whose code is loaded when it is first opened. The worker keeps it, so this works without signal. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  let Loaded: ComponentType<Props> | null = null;

  return (props: Props) => {
    const [state, setState] = useState<'loading' | 'loaded' | 'missing'>('loading');
    const fetchIt = (): void => {
      setState('loading');
      load().then(
        (component) => {
          Loaded = component;
          setState('loaded');
        },
        () => setState('missing'),
      );
    };
    useEffect(() => {
      if (Loaded === null) fetchIt();
    }, []);

    if (Loaded !== null) return <Loaded {...props} />;
    if (state !== 'missing') return <Frame />;
    return (
      <main class="page">
        <Notice tone="warning" mark="no-signal">
          <p>{say('later.missing')}</p>
          <button type="button" class="button" onClick={fetchIt}>
            {say('app.again')}
          </button>
        </Notice>
      </main>
    );
  };
};
