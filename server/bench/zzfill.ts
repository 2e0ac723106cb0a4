import { startOwn } from './localdb/databases';
void startOwn(1_000_000, (w) => console.log(new Date().toISOString(), w)).then((o) => o.stop());
