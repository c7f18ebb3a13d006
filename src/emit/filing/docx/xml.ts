export const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** The namespaces of WordprocessingML (ISO/IEC 29500, transitional) and of relationships. */
export const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`;
