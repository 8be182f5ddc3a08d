import { addLanguage } from '../ui/localizer.ts';

addLanguage('zh-tw', {});
