/** What the panels beside the tiles, and what opens them, are called. */
export const panelWords = {
  chat: 'Chat',
  peopleHere: 'People',
  settings: 'Settings',
  shortcuts: 'Keyboard shortcuts',
  close: 'Close',
};

export type PanelWords = typeof panelWords;
