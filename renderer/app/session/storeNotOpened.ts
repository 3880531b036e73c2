import type { NotOpened } from '../../store/storeApi';

/** The store could not be opened for a reason that a person can be told; nothing was changed. */
export class StoreNotOpened extends Error {
  override readonly name = 'StoreNotOpened';
  constructor(readonly why: NotOpened['kind']) {
    super(why);
  }
}
