/**
 * Shows one line that changes in place on a terminal, and a line every ten seconds in a log file. Answers a function
 * that ends it.
 */
export function showProgress(describe) {
  const live = process.stdout.isTTY === true;
  const tell = () =>
    process.stdout.write(live ? `\r            … ${describe()}   ` : `            … ${describe()}\n`);
  const timer = setInterval(tell, live ? 500 : 10_000);
  return () => {
    clearInterval(timer);
    if (live) process.stdout.write('\r\u001b[K');
  };
}
