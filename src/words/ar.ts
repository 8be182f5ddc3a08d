import { addLanguage } from '../ui/localizer.ts';

addLanguage('ar', {});
