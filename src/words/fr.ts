import { addLanguage } from '../ui/localizer.ts';

addLanguage('fr', {});
