'use strict';
// What the official JavaScript client sends and reads, unmodified. Its arguments: the connection string, then
//   send HUB KEY ID...      one batch of events, each with its id as a CloudEvent
//   read HUB COUNT          prints that many events, each with its properties, in one line of JSON
const { EventHubConsumerClient, EventHubProducerClient, earliestEventPosition } = require('@azure/event-hubs');

async function send(connection, hub, key, ids) {
  const client = new EventHubProducerClient(connection, hub);
  const batch = await client.createBatch({ partitionKey: key });
  for (const id of ids) {
    const added = batch.tryAdd({
      body: Buffer.from(JSON.stringify({ kind: 'release', id, validUntil: '2026-11-21T06:00:00Z', reservation: id, replyTo: 'javascript' })),
      contentType: 'application/json',
      properties: {
        'cloudEvents:specversion': '1.0',
        'cloudEvents:id': id,
        'cloudEvents:source': 'javascript',
        'cloudEvents:type': 'command',
        'cloudEvents:time': '2026-11-21T06:00:00Z',
        'cloudEvents:partitionkey': key,
        'cloudEvents:schemaversion': '1',
      },
    });
    if (!added) throw new Error('the batch is full');
  }
  await client.sendBatch(batch);
  await client.close();
}

async function read(connection, hub, count) {
  const client = new EventHubConsumerClient('official', connection, hub);
  const found = [];
  await new Promise((resolve, reject) => {
    client.subscribe({
      processEvents: async (events) => {
        for (const { body, properties, contentType, partitionKey, sequenceNumber } of events) {
          found.push({ body: Buffer.isBuffer(body) ? body.toString('utf8') : body, properties, contentType, partitionKey, sequenceNumber });
        }
        if (found.length >= count) resolve();
      },
      processError: async (error) => reject(error),
    }, { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 1 });
  });
  await client.close();
  console.log(JSON.stringify(found));
}

const [connection, verb, hub, ...rest] = process.argv.slice(2);
(verb === 'send' ? send(connection, hub, rest[0], rest.slice(1)) : read(connection, hub, Number(rest[0])))
  .then(() => process.exit(0), (error) => {
    console.error(error);
    process.exit(1);
  });
