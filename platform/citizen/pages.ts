import { createHash } from 'node:crypto';
import { html, type Html } from './html';
import type { Progress } from './progress';

const style = `
body{margin:0;background:#f5f6f8;color:#1d2129;font:18px/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main{max-width:40rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;border:1px solid #d9dde3}
h1{margin:0 0 1rem;font-size:1.5rem}
.state{padding:.75rem 1rem;border-left:4px solid #1e5fa8;background:#eef4fb;font-size:1.15rem}
dl{display:grid;grid-template-columns:7rem 1fr;gap:.4rem 1rem}
dt{color:#4e5969}dd{margin:0}
li{margin:.2rem 0}footer{margin-top:1.5rem;color:#4e5969;font-size:.9rem}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of every page: nothing is loaded, run, framed, kept or told to other sites. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const page = (title: string, content: Html): string => {
  const head = html`<meta charset="utf-8" /><meta
      name="viewport"
      content="width=device-width,initial-scale=1"
    />
    <meta name="robots" content="noindex" /><title>${title}</title>`;
  return `<!doctype html>\n<html lang="zh-CN"><head>${head.text}<style>${style}</style></head><body><main>${content.text}</main></body></html>\n`;
};

const row = (term: string, text: string | undefined): Html =>
  text === undefined
    ? html``
    : html`<dt>${term}</dt>
        <dd>${text}</dd>`;

/** The page on which a citizen sees how far the case is. */
export function progressPage(progress: Progress): string {
  const steps = progress.steps.map((step) => html`<li>${step.on} ${step.words}</li>`);
  const promised =
    progress.promisedOn === undefined
      ? undefined
      : progress.promisedOn + (progress.promisedIsProvisional ? '（节假日安排公布后可能调整）' : '');
  return page(
    '办件进度查询',
    html`<h1>办件进度查询</h1>
      <p class="state">${progress.stateWords}</p>
      <dl>
        ${row('事项', progress.itemName)}${row('申请人', progress.maskedName)}${row('办件编号', progress.officialNumber)}${row('暂编号', progress.provisionalNumber)}${row('收件日期', progress.receivedOn)}${row('承诺办结', promised)}
      </dl>
      <h2>办理过程</h2>
      <ol>
        ${steps}
      </ol>
      <footer>本页只显示办理进度，不显示申请内容。如有疑问，请凭回执到受理窗口咨询。</footer>`,
  );
}

/** One page for a wrong number and for a wrong code, so that neither can be told from the other. */
export const notFoundPage = (): string =>
  page(
    '没有查到办件',
    html`<h1>没有查到办件</h1>
      <p>
        办件编号或查询码不正确，或者受理窗口尚未联网上传。请核对回执上的编号和查询码；刚受理的办件请稍后再查。
      </p>`,
  );

export const tooManyPage = (): string =>
  page(
    '查询过于频繁',
    html`<h1>查询过于频繁</h1>
      <p>请稍后再试。办件的办理不受影响。</p>`,
  );
