'use strict';
// A broker on loopback that speaks as much of Event Hubs' AMQP 1.0 as its official clients need: hubs with partitions, consumer groups,
// owner levels, management and put-token. Everything is in memory. What a broker in the cloud does at its worst it does when it is told.
//   node broker.js commands:4 facts:4 deadletter:1
// prints one line of JSON with its ports. The second takes POST /faults {"loseAnswers":1,"double":1,"refuse":1} and POST /cut.
const http = require('http');
const rhea = require('rhea');
const { answerManagement } = require('./management');
const { Hub } = require('./hub');

const MOST_BYTES = 1024 * 1024;
const BATCH_FORMAT = 0x80013700;
const hubs = new Map(process.argv.slice(2).map((told) => told.split(':')).map(([name, count]) => [name, new Hub(name, Number(count || 1))]));
const faults = { loseAnswers: 0, double: 0, refuse: 0 };
const connections = new Set();
const container = rhea.create_container({ id: 'loopback-broker' });

function anyone() {
  return { outcome: undefined, start() { this.outcome = true; } };
}
container.sasl_server_mechanisms.ANONYMOUS = anyone;
container.sasl_server_mechanisms.MSSBCBS = anyone;

function refuse(link, condition, description) {
  link.close({ condition, description });
}

function takes(fault) {
  if (faults[fault] === 0) return false;
  faults[fault] -= 1;
  return true;
}

// Clients send: to a hub, to one of its partitions, to $cbs and to $management.
container.on('receiver_open', ({ receiver }) => {
  const address = receiver.target && receiver.target.address;
  receiver.set_target({ address });
  receiver.set_source({ address: receiver.source && receiver.source.address });
  receiver.local.attach.max_message_size = MOST_BYTES;
  if (address === '$cbs' || address === '$management') return;
  const [name, , partition] = address.split('/');
  const hub = hubs.get(name);
  if (!hub || (partition !== undefined && !hub.partitions[partition])) refuse(receiver, 'amqp:not-found', `there is no ${address}`);
});

// Clients receive: from a partition for a consumer group, and the answers of $cbs and $management.
container.on('sender_open', ({ sender }) => {
  const address = sender.source && sender.source.address;
  sender.set_source({ address, filter: sender.source && sender.source.filter });
  sender.set_target({ address: sender.target && sender.target.address });
  if (address === '$cbs' || address === '$management') return;
  const [name, , group, , partition] = address.split('/');
  const hub = hubs.get(name);
  if (!hub || !hub.partitions[partition]) {
    refuse(sender, 'amqp:not-found', `there is no ${address}`);
    return;
  }
  const properties = sender.remote.attach.properties || {};
  const epoch = properties['com.microsoft:epoch'];
  const filter = (sender.source.filter || {})['apache.org:selector-filter:string'];
  const clause = filter && (filter.value !== undefined ? filter.value : filter);
  const stolen = hub.partitions[partition].attach(sender, group, epoch === undefined ? undefined : Number(epoch), String(clause || ''));
  for (const link of stolen) refuse(link, 'amqp:link:stolen', `a reader with the owner level ${epoch} has the partition`);
});
container.on('sendable', ({ sender }) => sender.reader && sender.reader.pump());
container.on('sender_close', ({ sender }) => sender.reader && sender.reader.end());

container.on('message', (context) => {
  const { receiver, delivery, connection } = context;
  const address = receiver.target.address;
  if (address === '$cbs' || address === '$management') {
    delivery.accept();
    reply(connection, address, context.message);
    return;
  }
  if (takes('refuse')) {
    delivery.reject({ condition: 'com.microsoft:server-busy', description: 'told to refuse' });
    return;
  }
  const [name, , partition] = address.split('/');
  for (let time = takes('double') ? 2 : 1; time > 0; time -= 1) store(hubs.get(name), partition, context);
  // Stored, and nobody hears of it: what a client sees is a time-out.
  if (takes('loseAnswers')) return;
  delivery.accept();
});

function store(hub, partition, context) {
  if (context.format === BATCH_FORMAT) {
    const envelope = rhea.message.decode(context.message);
    const key = (envelope.message_annotations || {})['x-opt-partition-key'];
    const sections = envelope.body.multiple ? envelope.body.content : [envelope.body.content];
    hub.append(sections.map((section) => rhea.message.decode(Buffer.from(section))), partition, key);
    return;
  }
  const key = (context.message.message_annotations || {})['x-opt-partition-key'];
  hub.append([context.message], partition, key);
}

function reply(connection, address, request) {
  const answer = answerManagement(hubs, address, request);
  answer.correlation_id = request.message_id;
  // The link is known by its target's address; some clients name the link instead.
  const link = connection.find_sender((sender) => sender.source.address === address
    && ((sender.target && sender.target.address === request.reply_to) || sender.name === request.reply_to));
  if (link) link.send(answer);
}

container.on('connection_open', ({ connection }) => connections.add(connection));
for (const ended of ['connection_close', 'disconnected']) {
  container.on(ended, ({ connection }) => {
    connections.delete(connection);
    for (const hub of hubs.values()) hub.forget(connection);
  });
}
for (const heard of ['connection_error', 'session_error', 'receiver_error', 'sender_error', 'error', 'protocol_error']) {
  container.on(heard, () => {});
}

const control = http.createServer((request, response) => {
  let text = '';
  request.on('data', (part) => { text += part; });
  request.on('end', () => {
    if (request.url === '/faults') Object.assign(faults, JSON.parse(text));
    else if (request.url === '/cut') for (const connection of connections) connection.socket.destroy();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ faults, hubs: [...hubs.values()].map((hub) => hub.picture()) }));
  });
});

const server = container.listen({
  port: 0, host: '127.0.0.1', idle_time_out: 60000, receiver_options: { autoaccept: false, credit_window: 200 }, sender_options: { autosettle: true },
});
server.on('listening', () => control.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port, control: control.address().port }));
}));
