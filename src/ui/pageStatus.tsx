/** The popup of the item in a page's byline: where this page stands with Qontext, and what this reader may do about it. */
import ForgeReconciler from '@forge/react';
import { PageStatusPopup } from './status/PageStatusPopup';

ForgeReconciler.render(<PageStatusPopup />);
