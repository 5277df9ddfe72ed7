// The bus between the edge and the functions. Order holds within a partition; the key is what a message is about.
param name string
param location string
param tags object

@description('Of the hub of facts. It cannot be changed in place: a namespace keeps what it began with.')
param partitions int

// Who reads: each has a group of its own, never $Default.
var hubs = [
  { name: 'commands', partitions: 2, hours: 24, groups: ['edge'] } // Commands carry validUntil; a day is long.
  { name: 'facts', partitions: partitions, hours: 168, groups: ['slow', 'page'] }
  { name: 'deadletter', partitions: 1, hours: 168, groups: ['operations'] }
]
var groups = flatten(map(hubs, h => map(h.groups, g => { hub: h.name, name: g })))

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
    isAutoInflateEnabled: false
    kafkaEnabled: false
  }
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = [for item in hubs: {
  parent: namespace
  name: item.name
  properties: {
    partitionCount: item.partitions
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: item.hours }
  }
}]

resource group 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = [for item in groups: {
  name: '${name}/${item.hub}/${item.name}'
  properties: {}
  dependsOn: [hub]
}]

output name string = namespace.name
