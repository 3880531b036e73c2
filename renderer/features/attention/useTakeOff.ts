import { useCallback } from 'react';
import { useAnnounce, type Say } from '../../app/context';

/** Takes an entry off Needs attention and says so, or says that it could not be and stays, as on a full disk. */
export function useTakeOff(): (taking: Promise<void>, said: Say) => void {
  const announce = useAnnounce();
  return useCallback(
    (taking, said) =>
      void taking.then(
        () => announce(said),
        () => announce((say) => say('takeOffFailed', { ns: 'attention' })),
      ),
    [announce],
  );
}
