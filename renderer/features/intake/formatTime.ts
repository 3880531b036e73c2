/** Time of day in Shanghai with seconds, e.g. 14:32:05. */
export const formatTime = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(
    new Date(instant),
  );
