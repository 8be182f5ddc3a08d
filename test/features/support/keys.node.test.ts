import { describeCredential } from '../../support/describe-credential.ts';
import { describeSecretLine } from '../../support/describe-secret-line.ts';

describeCredential();
describeSecretLine();
