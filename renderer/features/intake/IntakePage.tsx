import { useCallback, useEffect, useState } from 'react';
import type { ServiceItem } from '@shared/catalogue/serviceItem';
import { useKnown, useStore } from '../../app/context';
import { usePlaceParams } from '../../app/usePlaceParams';
import type { Draft } from '../../store/storeApi';
import { ApplicationPage } from './ApplicationPage';
import { ChooseItem } from './ChooseItem';
import { SavedPanel, type SavedCase } from './SavedPanel';
import './intake.css';

type Stage =
  | { kind: 'choosing' }
  | { kind: 'filling'; item: ServiceItem; draft: Draft }
  | { kind: 'saved'; saved: SavedCase };

const newDraft = (item: ServiceItem): Draft => ({
  draftId: crypto.randomUUID(),
  itemCode: item.code,
  form: {},
  materials: [],
  savedAt: new Date().toISOString(),
});

/** 受理: choose the item, fill in the form, take the materials, hand in; then the next one. */
export function IntakePage() {
  const { items } = useKnown();
  const store = useStore();
  const [address, setAddress] = usePlaceParams();
  const [stage, setStage] = useState<Stage>({ kind: 'choosing' });
  const choose = useCallback(
    (item: ServiceItem) => setStage({ kind: 'filling', item, draft: newDraft(item) }),
    [],
  );
  const again = useCallback(() => setStage({ kind: 'choosing' }), []);
  const open = stage.kind === 'filling' ? stage.draft.draftId : undefined;
  const resume = useCallback(
    (draft: Draft) => {
      const item = items.find((one) => one.code === draft.itemCode);
      if (item) setStage({ kind: 'filling', item, draft });
    },
    [items],
  );
  // The address names the open draft, so that an unlocked window shows it again. Read once, before it is first written.
  const [wanted] = useState(() => address.get('draft'));
  useEffect(() => {
    if (wanted === null) return;
    void store.listDrafts().then((drafts) => {
      const draft = drafts.find(({ draftId }) => draftId === wanted);
      if (draft) resume(draft);
    });
  }, [resume, store, wanted]);
  useEffect(() => {
    setAddress(open === undefined ? {} : { draft: open });
  }, [open, setAddress]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || event.repeat) return;
      event.preventDefault();
      again();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [again]);

  switch (stage.kind) {
    case 'choosing':
      return <ChooseItem onChoose={choose} onResume={resume} />;
    case 'filling':
      return (
        <ApplicationPage
          key={stage.draft.draftId}
          item={stage.item}
          draft={stage.draft}
          onSaved={(saved) => setStage({ kind: 'saved', saved })}
          onLeave={again}
        />
      );
    case 'saved':
      return <SavedPanel saved={stage.saved} onNext={again} />;
  }
}
