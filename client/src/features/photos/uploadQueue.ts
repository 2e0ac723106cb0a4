import type { PhotoRef } from '@jierong/shared/media';
import type { Me } from '@jierong/shared/people';
import { photoUrl } from '@/services/media';
import type { LocalPhoto } from '@/services/platformPhotos';
import { type FailureCode, newIdempotencyKey, RequestError } from '@/services/request';
import { useSession } from '@/services/session';
import { dropPhoto, keepPhoto, recallPhoto } from './keptPhotos';
import { isHopeless, type KeptPhoto, type PhotoItem, type PhotoView, refsOf } from './photoItem';
import { type Sending, sendPhoto } from './sendPhoto';

const AT_ONCE = 2;

/** Photos on their way to the server, two at a time. Each keeps its own progress, failure and retry. */
export class UploadQueue {
  private items: readonly PhotoItem[] = [];
  private readonly files = new Map<string, LocalPhoto>();
  private readonly running = new Map<string, Sending>();
  private readonly listeners = new Set<() => void>();
  /** Photos for which the session was already renewed once. */
  private readonly renewed = new Set<string>();
  private asking = false;

  /**
   * @param ask signs in, or resolves to null when the person would rather not
   * @param lasting photos outlive the program, until they are removed
   */
  constructor(
    private readonly ask: () => Promise<Me | null>,
    private readonly lasting: boolean,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): readonly PhotoItem[] => this.items;

  /** Takes up the photos of an earlier visit. Those not sent yet go on as soon as somebody is signed in. */
  restore(kept: readonly KeptPhoto[]): void {
    this.put(
      kept.map(({ key, ...rest }) =>
        key
          ? { ...rest, key, src: photoUrl(key, 'card'), status: 'sent', progress: 1 }
          : { ...rest, src: '', status: 'waiting', progress: 0 },
      ),
    );
    for (const { id, key, path } of kept) {
      void recallPhoto(id, path).then((file) => {
        if (!file) {
          if (!key) this.remove(id);
          return;
        }
        this.files.set(id, file);
        if (!key) this.change(id, { src: file.path });
        this.goOn();
      });
    }
  }

  async add(photos: readonly LocalPhoto[], view?: PhotoView): Promise<void> {
    for (const photo of photos) {
      const id = newIdempotencyKey();
      const file = this.lasting ? await keepPhoto(id, photo) : photo;
      this.files.set(id, file);
      const { path } = file;
      const item: PhotoItem = { id, path, src: path, status: 'waiting', progress: 0, view: view ?? this.nextView() };
      this.put([...this.items, item]);
    }
    await this.pump();
  }

  remove(id: string): void {
    const item = this.items.find((one) => one.id === id);
    this.put(this.items.filter((one) => one.id !== id));
    this.running.get(id)?.abort();
    this.running.delete(id);
    this.files.delete(id);
    if (this.lasting && item) dropPhoto(id, item.path);
    this.goOn();
  }

  clear(): void {
    for (const { id } of this.items) this.remove(id);
  }

  retry(id: string): void {
    const item = this.items.find((one) => one.id === id);
    if (item?.status !== 'failed' || isHopeless(item)) return;
    this.change(id, { status: 'waiting', progress: 0, trouble: undefined });
    void this.pump();
  }

  setView(id: string, view: PhotoView): void {
    this.change(id, { view });
  }

  /** The network is back: what it stopped goes on. */
  resume(): void {
    for (const { id, trouble } of this.items) if (trouble === 'offline' || trouble === 'timeout') this.retry(id);
  }

  /** The server does not know these photos of this person (another one signed in): they are sent again. */
  forget(keys: readonly string[]): void {
    for (const { id, key } of this.items) {
      if (!key || !keys.includes(key)) continue;
      const anew: Partial<PhotoItem> = this.files.has(id)
        ? { status: 'waiting' }
        : { status: 'failed', trouble: 'unknownPhoto' };
      this.change(id, { key: undefined, progress: 0, ...anew });
    }
  }

  /**
   * Sends what is not there yet, also what failed before, and waits for the end.
   * @throws RequestError of the first photo that cannot be sent
   */
  async finish(): Promise<PhotoRef[]> {
    for (const { id } of this.items) this.retry(id);
    void this.pump();
    await new Promise<void>((resolve) => {
      const look = () => {
        if (this.items.some(({ status }) => status === 'waiting' || status === 'sending')) return;
        stop();
        resolve();
      };
      const stop = this.subscribe(look);
      look();
    });
    const failed = this.items.find(({ status }) => status === 'failed');
    if (failed) throw new RequestError(failed.trouble ?? 'uploadInterrupted');
    return refsOf(this.items);
  }

  /** The page is gone: nothing is sent for it any more. */
  stop(): void {
    for (const sending of this.running.values()) sending.abort();
    this.listeners.clear();
  }

  /** Sends on, without asking anybody to sign in. */
  private goOn(): void {
    if (useSession.getState().token) void this.pump();
  }

  private async pump(): Promise<void> {
    const next = () => this.items.find(({ id, status }) => status === 'waiting' && this.files.has(id));
    if (this.asking || !next() || this.running.size >= AT_ONCE) return;
    let token = useSession.getState().token;
    if (!token) {
      token = await this.signIn();
      if (!token) return;
    }
    for (let item = next(); item && this.running.size < AT_ONCE; item = next()) void this.send(item, token);
  }

  private async signIn(): Promise<string | undefined> {
    this.asking = true;
    let trouble: FailureCode = 'signInRequired';
    try {
      await this.ask();
    } catch (error) {
      if (error instanceof RequestError) trouble = error.code;
    }
    this.asking = false;
    const { token } = useSession.getState();
    if (!token) {
      for (const { id, status } of this.items) if (status === 'waiting') this.change(id, { status: 'failed', trouble });
    }
    return token;
  }

  private async send({ id }: PhotoItem, token: string): Promise<void> {
    const file = this.files.get(id);
    if (!file) return;
    this.change(id, { status: 'sending', progress: 0 });
    const sending = sendPhoto(file, token, (progress) => this.change(id, { progress }));
    this.running.set(id, sending);
    try {
      const { key, taken } = await sending.done;
      this.change(id, { status: 'sent', progress: 1, key, taken });
    } catch (error) {
      this.failed(id, token, error instanceof RequestError ? error.code : 'internalError');
    }
    this.running.delete(id);
    await this.pump();
  }

  private failed(id: string, token: string, code: FailureCode): void {
    const lapsed = code === 'sessionExpired' || code === 'signInRequired';
    if (lapsed) useSession.getState().forget(token);
    if (lapsed && !this.renewed.has(id)) {
      this.renewed.add(id);
      this.change(id, { status: 'waiting', progress: 0 });
    } else {
      this.change(id, { status: 'failed', trouble: code });
    }
  }

  private nextView(): PhotoView {
    return this.items.some(({ view }) => view === 'far') ? 'near' : 'far';
  }

  private change(id: string, part: Partial<PhotoItem>): void {
    if (this.items.some((item) => item.id === id))
      this.put(this.items.map((item) => (item.id === id ? { ...item, ...part } : item)));
  }

  private put(items: readonly PhotoItem[]): void {
    this.items = items;
    for (const listener of this.listeners) listener();
  }
}
