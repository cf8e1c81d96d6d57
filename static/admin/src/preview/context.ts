import { createContext, useContext } from 'react';

/** Opens the preview of a content, by its id or address; '' asks which. */
export const PreviewContext = createContext<(content: string) => void>(() => undefined);
export const usePreview = (): ((content: string) => void) => useContext(PreviewContext);
