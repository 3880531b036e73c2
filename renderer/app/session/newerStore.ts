/** The store of this device was written by a newer program; nothing was changed. */
export class NewerStore extends Error {
  override readonly name = 'NewerStore';
}
