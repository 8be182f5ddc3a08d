import { addEnglish, Localizer } from '../../ui/localizer.ts';
import { en as call, type Words } from '../../ui/words/en.ts';

const english = {
  filesHere: 'Files',
  fromWhom: (who: string) => `from ${who}`,
  toWhom: (who: string) => `to ${who}`,
  toSeveral: (count: number) => `to ${count} people`,

  acceptFile: 'Accept',
  declineFile: 'Decline',
  pauseFile: 'Pause',
  resumeFile: 'Resume',
  stopFile: 'Cancel',
  saveFile: 'Save',
  previewFile: 'Preview',
  copyDigest: 'Copy',
  digestCopied: 'Copied.',

  awaitsAnswer: (who: string) => `Waiting for ${who} to accept`,
  notAccepted: 'Not accepted yet',
  fileWaits: 'Waiting…',
  pausedHere: 'Paused by you',
  pausedThere: (who: string) => `Paused by ${who}`,
  pausedByBoth: (who: string) => `Paused by you and ${who}`,
  timeLeft: (time: string) => `${time} left`,
  fileProgress: (name: string) => `Progress of ${name}`,
  fileVerified: 'Verified',
  fileSent: 'Sent, verified',
  fileSaved: 'Saved.',
  notSaved: 'This couldn’t be saved. Try again.',
  noPreview: 'This can’t be shown here. You can save it.',
  previewOf: (name: string) => `Preview of ${name}`,

  riskyFile: (kind: string) => `${kind} files can harm your device. Only open it if you expected it.`,
  disguisedFile: (kind: string) => `This isn’t what it looks like: it’s a ${kind} file, which can harm your device.`,
  strangeFile: 'Its name has hidden signs in it. Only open it if you expected it.',

  cancelledThere: (who: string) => `Cancelled by ${who}`,
  'file-cancelled': 'Cancelled',
  'file-corrupt': 'It arrived damaged. It has to be sent again.',
  'file-unreadable': 'The file can’t be read any more. It may have been moved or changed.',
  'storage-full': 'There isn’t enough room for it.',
  'too-large': 'It’s too large for this browser.',
  fileLeft: (who: string) => `${who} is gone.`,
  fileLost: 'The connection was lost.',
  fileBroken: 'Something went wrong.',

  offersFile: (who: string, file: string) => `${who} offers ${file}.`,
  fileCame: (who: string, file: string) => `${file} from ${who} is here.`,
  fileThere: (who: string, file: string) => `${who} has ${file}.`,
  fileFailed: (file: string, why: string) => `${file}: ${why}`,
  filesOffered: (count: number) => `${count} files are offered to you.`,
  filesDone: (count: number) => `${count} files are there.`,
  filesFailed: (count: number) => `${count} files failed.`,
};

addEnglish({ ...call, ...english });

export type FilesWords = Words & typeof english;

/**
 * The words of the list of files.
 *
 * @internal
 */
export class FilesLocalizer extends Localizer<FilesWords> {}
