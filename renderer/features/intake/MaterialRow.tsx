import { PaperClipOutlined } from '@ant-design/icons';
import { Button, InputNumber, Segmented, Select } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaterialRequirement } from '@shared/catalogue/serviceItem';
import { useLocaleText } from '../../app/context';
import { FileChip } from './FileChip';
import { statusesOf } from './materialStatus';
import { RejectedNote } from './RejectedNote';
import type { MaterialsInHand } from './useMaterials';

type Props = {
  requirement: MaterialRequirement;
  hand: MaterialsInHand;
  onActive: (requirement: MaterialRequirement) => void;
};

const presentedKinds = ['original', 'copy', 'originalAndCopy'] as const;

/** One entry of the materials list: how it was handed in, how many copies, where it stands, its files. */
export function MaterialRow({ requirement, hand, onActive }: Props) {
  const { t } = useTranslation('intake');
  const text = useLocaleText();
  const picker = useRef<HTMLInputElement>(null);
  const [dragged, setDragged] = useState(false);
  const record = hand.materials[requirement.id];
  if (!record) return null;
  const rejected = hand.rejected[requirement.id] ?? [];
  const add = (files: FileList | null) => {
    if (files && files.length > 0) void hand.addFiles(requirement, [...files]);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragged(false);
    add(event.dataTransfer.files);
  };
  return (
    <li
      className="material-row"
      data-field={`materials.${requirement.id}`}
      data-status={record.status}
      data-dragged={dragged ? '' : undefined}
      onFocus={() => onActive(requirement)}
      onPointerDown={() => onActive(requirement)}
      onDragOver={(event) => {
        event.preventDefault();
        setDragged(true);
      }}
      onDragLeave={() => setDragged(false)}
      onDrop={onDrop}
    >
      <div className="material-name">
        {text(requirement.name)}
        {requirement.required ? (
          <span className="form-required" aria-hidden>
            *
          </span>
        ) : (
          <span className="material-optional">
            {t(requirement.requiredWhen === undefined ? 'material.optional' : 'material.conditional')}
          </span>
        )}
        {requirement.requirement ? (
          <div className="material-hint">{text(requirement.requirement)}</div>
        ) : null}
      </div>
      <Segmented
        // The choices inside take the keyboard; a stop before them does nothing.
        tabIndex={-1}
        size="small"
        value={record.status}
        options={statusesOf(requirement).map((status) => ({ value: status, label: t(`status.${status}`) }))}
        onChange={(status) => hand.change(requirement.id, { status })}
        aria-label={t('material.statusOf', { name: text(requirement.name) })}
      />
      <Select
        size="small"
        value={record.presented}
        options={presentedKinds.map((kind) => ({ value: kind, label: t(`presented.${kind}`) }))}
        onChange={(presented) => hand.change(requirement.id, { presented })}
        aria-label={t('material.presentedOf', { name: text(requirement.name) })}
      />
      <InputNumber<number>
        size="small"
        className="form-wide"
        min={0}
        max={99}
        precision={0}
        value={record.copies}
        suffix={t('material.copies', { count: record.copies })}
        onChange={(copies) => hand.change(requirement.id, { copies: copies ?? 0 })}
        aria-label={t('material.copiesOf', { name: text(requirement.name) })}
      />
      <Button
        size="small"
        icon={<PaperClipOutlined />}
        loading={hand.busy.has(requirement.id)}
        onClick={() => picker.current?.click()}
        aria-label={t('material.addFileTo', { name: text(requirement.name) })}
      >
        {t('material.addFile')}
      </Button>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={requirement.fileKinds.join(',')}
        data-material={requirement.id}
        onChange={(event) => {
          add(event.target.files);
          event.target.value = '';
        }}
      />
      {record.files.length > 0 ? (
        <div className="material-files">
          {record.files.map((file) => (
            <FileChip
              key={file.sha256}
              file={file}
              onRemove={() => hand.removeFile(requirement.id, file.sha256)}
            />
          ))}
        </div>
      ) : null}
      {rejected.length > 0 ? (
        <RejectedNote rejected={rejected} onDismiss={() => hand.dismiss(requirement.id)} />
      ) : null}
    </li>
  );
}
