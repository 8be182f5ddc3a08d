const database = 'rtc-elements';
const store = 'keys';
const name = 'pages';

/**
 * The key under which pages of this origin leave each other tickets: made once, and no script can read it.
 * Undefined where the browser keeps none, such as in some private windows.
 */
export async function originKey(): Promise<CryptoKey | undefined> {
  try {
    const db = await opened();
    try {
      return (await kept(db)) ?? (await keep(db, await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])));
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

function opened(): Promise<IDBDatabase> {
  const opening = indexedDB.open(database, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  return settled(opening);
}

function kept(db: IDBDatabase): Promise<CryptoKey | undefined> {
  return settled(db.transaction(store).objectStore(store).get(name) as IDBRequest<CryptoKey | undefined>);
}

/** Another page may have been first: then it is that one's. */
async function keep(db: IDBDatabase, key: CryptoKey): Promise<CryptoKey> {
  const keys = db.transaction(store, 'readwrite').objectStore(store);
  const first = await settled(keys.get(name) as IDBRequest<CryptoKey | undefined>);
  if (!first) await settled(keys.put(key, name));
  return first ?? key;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}
