import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '@shared/catalogue/field';

const files = import.meta.glob<Record<string, unknown>>('./{zh-CN,en}/*.json', {
  eager: true,
  import: 'default',
});

/** Every text of the interface: language -> namespace (one file per feature) -> key. */
function readResources(): Resource {
  const resources: Resource = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, language = '', namespace = ''] = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    (resources[language] ??= {})[namespace] = texts;
  }
  return resources;
}

/** Sets up the texts; synchronous, so that the first picture is already in the right language. */
export function startI18n(locale: Locale): void {
  void i18next.use(initReactI18next).init({
    resources: readResources(),
    lng: locale,
    fallbackLng: 'zh-CN',
    defaultNS: 'app',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
}
