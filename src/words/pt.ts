import { addLanguage } from '../ui/localizer.ts';

addLanguage('pt', {});
