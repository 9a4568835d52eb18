import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Notice } from '../ui/notice.tsx';
import { say } from '../words/app.ts';
import { Frame } from './frame.tsx';

/**
 * A screen whose code is loaded when it is first opened. The worker keeps it, so this works without signal; after an
 * update the page that is still open asks the server for it, or is loaded anew. One that `isAside` is no screen of its
 * own: nothing stands in its place.
 */
export const later = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  isAside = false,
) => {
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
    if (isAside) return null;
    if (state !== 'missing') return <Frame />;
    return (
      <main class="page">
        <Notice tone="warning" mark="no-signal">
          <p>{say('later.missing')}</p>
          <div class="ways">
            <button type="button" class="button" onClick={fetchIt}>
              {say('app.again')}
            </button>
            <button type="button" class="button" onClick={() => location.reload()}>
              {say('later.anew')}
            </button>
          </div>
        </Notice>
      </main>
    );
  };
};
