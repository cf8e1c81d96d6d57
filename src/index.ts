export const siteAdmin = 1;
