import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerTls } from '../../../../witness/rabbitmq/broker';
import type { BrokerProgram } from '../../../../witness/rabbitmq/program';

const strong = '{key, {namedCurve, secp256r1}}, {digest, sha256}';
const chain = (more: string): string => `#{root => [${strong}], intermediates => [], peer => [${strong}${more}]}`;
const forLocalhost = `, {extensions, [{'Extension', {2,5,29,17}, false, [{dNSName, "localhost"}]}]}`;

const program = `
  #{server_config := Server, client_config := Client} =
    public_key:pkix_test_data(#{server_chain => ${chain(forLocalhost)}, client_chain => ${chain('')}}),
  Write = fun(File, Entries) ->
    ok = file:write_file(File, public_key:pem_encode([{Type, Der, not_encrypted} || {Type, Der} <- Entries])) end,
  Write("server.pem", [{'Certificate', proplists:get_value(cert, Server)}]),
  Write("server.key", [proplists:get_value(key, Server)]),
  Write("authority.pem", [{'Certificate', Der} || Der <- proplists:get_value(cacerts, Client)]),
  halt(0).`;

/** Makes an authority that nobody knows and a certificate of it for `localhost`, by the Erlang that the broker runs on. */
export function makeCertificate({ erlang }: BrokerProgram, folder: string): BrokerTls & { authority: string } {
  execFileSync(join(erlang, 'erl'), ['-noshell', '-eval', program.replaceAll('\n', ' ')], {
    cwd: folder,
    env: { ...process.env, HOME: folder },
  });
  return {
    certificate: join(folder, 'server.pem'),
    key: join(folder, 'server.key'),
    authority: readFileSync(join(folder, 'authority.pem'), 'utf8'),
  };
}
