/** A browser tab on an iPhone or iPad, as opposed to the app on its Home Screen. */
export const isIphoneTab = (): boolean => {
  const { userAgent, maxTouchPoints } = navigator;
  const isApple =
    /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  return isApple && !('standalone' in navigator && navigator.standalone === true);
};
