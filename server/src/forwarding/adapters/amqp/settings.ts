import * as z from 'zod';

const queueName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^(?!amq\.)[\w.:-]+$/, 'must be letters, digits and . _ : - and not begin with amq.');

/** Settings of a destination behind RabbitMQ, as the file of destinations has them. */
export const settings = z.strictObject({
  /** `amqps://user:password@host/vhost`, or `amqp://` inside a network that is trusted. */
  url: z.url({ protocol: /^amqps?$/ }),
  /** With amqps: PEM texts, where the broker's certificate is not signed by a public authority or it asks for ours. */
  tls: z.strictObject({ ca: z.string(), cert: z.string(), key: z.string() }).partial().optional(),
  /** Where cases and their updates go. */
  cases: z.strictObject({
    queue: queueName,
    /** Only where the broker's owner routes by an exchange of their own; otherwise straight into the queue. */
    exchange: z.string().max(200).default(''),
    routingKey: z.string().max(255).optional(),
  }),
  /** Where the answers come from. */
  answers: z.strictObject({ queue: queueName }),
  /**
   * declare: queues, dead letter exchanges and their queues are made when they are missing · check: they have to be
   * there, for a broker on which we may make nothing.
   */
  topology: z.enum(['declare', 'check']).default('declare'),
  /** How often a case may come back from its consumer before it is a dead letter. */
  deliveryLimit: z.int().min(1).max(1000).default(20),
  /** Which datum points are told in. CGCS2000 counts as WGS-84. */
  datum: z.enum(['gcj02', 'wgs84']).default('wgs84'),
  /** Photos by their address, or within the message. */
  photos: z.enum(['address', 'bytes']).default('address'),
  /** How many cases and updates may wait for the broker's confirmation at the same time, for one worker. */
  concurrency: z.int().min(1).max(256).default(32),
  /** How many answers are taken at once. */
  prefetch: z.int().min(1).max(500).default(50),
  /** Both sides say that they are there every so often; after two times of silence the connection is given up. */
  heartbeatSeconds: z.int().min(1).max(600).default(15),
  /** So long a connection may take to be made, and a message to be confirmed. */
  timeoutSeconds: z.number().positive().max(60).default(10),
});

export type Settings = z.infer<typeof settings>;
