'use strict';
const { types } = require('rhea');

function answer(status, body) {
  return { application_properties: { 'status-code': types.wrap_int(status), 'status-description': status === 200 ? 'OK' : 'Not Found' }, body };
}

/** What $cbs and $management answer. Any token is good: the broker is on loopback and knows nobody. */
function answerManagement(hubs, address, request) {
  if (address === '$cbs') return answer(200, undefined);
  const { name, type, partition } = request.application_properties;
  const hub = hubs.get(name);
  const found = hub && partition !== undefined ? hub.partitions[partition] : undefined;
  if (!hub || (type === 'com.microsoft:partition' && !found)) return answer(404, undefined);
  if (type === 'com.microsoft:eventhub') {
    return answer(200, types.wrap_map({
      name: hub.name,
      type,
      created_at: types.wrap_timestamp(hub.created),
      partition_count: types.wrap_int(hub.partitions.length),
      partition_ids: types.wrap_array(hub.partitions.map((each) => String(each.id)), 0xb1),
    }));
  }
  const last = found.events.length - 1;
  return answer(200, types.wrap_map({
    name: hub.name,
    type,
    partition: String(found.id),
    begin_sequence_number: types.wrap_long(0),
    last_enqueued_sequence_number: types.wrap_long(last),
    last_enqueued_offset: String(last < 0 ? -1 : last * 100),
    last_enqueued_time_utc: types.wrap_timestamp(found.lastTime),
    is_partition_empty: last < 0,
  }));
}

module.exports = { answerManagement };
