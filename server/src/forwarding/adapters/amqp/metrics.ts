import { Counter } from 'prom-client';

const malformed = new Counter({
  name: 'jierong_amqp_malformed_answers_total',
  help: 'Answers from RabbitMQ that could not be read and went to the dead letters',
  labelNames: ['destination'],
});

/** Counts one answer that could not be read. */
export const countMalformed = (destination: string): void => malformed.inc({ destination });
