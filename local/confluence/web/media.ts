import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Model } from '../model';
import type { Attachment } from '../model/types';
import { escapeHtml } from '../render';
import { mediaToken } from '../rest/v1/site';

/** Files are facts without bytes: a picture that names itself stands for each. */
export const placeholder = (title: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320" role="img"><rect width="640" height="320" fill="#dbe7f7"/><path d="M0 250 Q160 190 320 250 T640 250 V320 H0Z" fill="#7fa8dd"/><text x="320" y="140" font-family="sans-serif" font-size="22" text-anchor="middle" fill="#17365d">${escapeHtml(title)}</text></svg>`;

const initials = (name: string) =>
  name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2);

export const avatar = (name: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48"><circle cx="24" cy="24" r="24" fill="hsl(${[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 360} 45% 38%)"/><text x="24" y="31" font-family="sans-serif" font-size="19" text-anchor="middle" fill="#fff">${escapeHtml(initials(name))}</text></svg>`;

export function sendSvg(res: ServerResponse, svg: string): void {
  res
    .writeHead(200, {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'max-age=3600',
      'Content-Security-Policy': "default-src 'none'",
    })
    .end(svg);
}

/** The media server: the token in the address is the only key, and a request that brings an Authorization header as well is refused. */
export function serveMedia(model: Model, req: IncomingMessage, res: ServerResponse, url: URL): boolean {
  const fileId = /^\/media\/file\/([^/]+)\/binary$/.exec(url.pathname)?.[1];
  if (fileId === undefined) return false;
  if (req.headers.authorization !== undefined) {
    res.writeHead(400, { 'Content-Type': 'text/plain' }).end('Only one auth mechanism allowed');
    return true;
  }
  const file: Attachment | undefined = [...model.state.attachments.values()].find((one) => one.fileId === fileId);
  if (!file || url.searchParams.get('token') !== mediaToken(fileId)) {
    res.writeHead(403, { 'Content-Type': 'text/plain' }).end('Forbidden');
    return true;
  }
  sendSvg(res, placeholder(file.title));
  return true;
}
