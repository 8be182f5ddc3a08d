declare const RTC_ELEMENTS_VERSION: string | undefined;

/** As in package.json; the build puts it in. */
export const version = typeof RTC_ELEMENTS_VERSION === 'string' ? RTC_ELEMENTS_VERSION : 'source';
