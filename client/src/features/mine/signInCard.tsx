import { Btn } from '@/components/btn';
import { Empty } from '@/components/empty';
import type { SignedIn } from '@/features/session/useSignedIn';
import { useAction } from '@/services/useAction';
import { errorSentence } from '@/text/errors';
import { signInText } from '@/text/signIn';

/** Nobody is signed in on a page about one's own things. */
export function SignInCard({ text, ask }: { text: string; ask: SignedIn['ask'] }) {
  const { busy, error, run } = useAction();
  return (
    <Empty title={signInText.needed} text={error ? errorSentence(error) : text}>
      <Btn busy={busy} onTap={() => void run(ask)}>
        {signInText.signIn}
      </Btn>
    </Empty>
  );
}
