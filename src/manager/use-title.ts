import { useEffect } from 'preact/hooks';
import { say as sayApp } from '../words/app.ts';

/** Names the page in the browser's tab while it is shown, and gives the name back that was there before. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · ${sayApp('app.name')}`;
    return () => {
      document.title = before;
    };
  }, [title]);
};
