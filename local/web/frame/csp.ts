import { CSPInjectionService } from '@forge/csp';

/**
 * The Content-Security-Policy header that Forge's CDN sends with a Custom UI resource in production, computed by Atlassian's own code.
 * Without `report-uri`, since nothing is reported from here. index.html must hold no inline script: Forge would add the hashes of these.
 *
 * @param hostOrigin origin of the framing page, as Confluence's
 * @param content the manifest's `permissions.content`
 */
export function productionCsp(hostOrigin: string, content: { styles?: string[]; scripts?: string[] } = {}): string {
  const existingCSPDetails = {
    'style-src': quoted(content.styles),
    'script-src': quoted(content.scripts),
    'img-src': [],
    'media-src': [],
    'connect-src': [],
    'font-src': [],
    'frame-src': [],
  };
  return new CSPInjectionService()
    .getInjectableCSP({ existingCSPDetails, microsEnv: 'prod', hostname: hostOrigin })
    .filter((directive) => !directive.startsWith('report-uri'))
    .join('; ');
}

const quoted = (values: string[] = []): string[] => values.map((value) => (value === 'blob:' ? value : `'${value}'`));
