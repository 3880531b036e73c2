const groups = 6;
const digitsInGroup = 4;

/** A random digit: bytes beyond a whole number of tens would make some digits likelier. */
function digit(): number {
  for (;;) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 250) return byte % 10;
  }
}

/** A new recovery passphrase: 24 random digits (80 bits), in groups that can be read out and copied by hand. */
export const newPassphrase = (): string =>
  Array.from({ length: groups }, () => Array.from({ length: digitsInGroup }, digit).join('')).join('-');
