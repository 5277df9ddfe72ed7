// Who may do what, all of it here (but the scheduler's, which is optional). The least that each service needs, on the least that has it.
param edgePrincipalId string
param functionsPrincipalId string
param principalId string
param principalType string
param storageName string
param eventsName string
param registryName string
param edgeVaultName string
param functionsVaultName string
param insightsName string

var eventHubsDataSender = '2b629674-e913-4c01-ae53-ef4638d8f975'
var eventHubsDataReceiver = 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

// The edge takes commands and tells facts; it hears facts too, for its page. The functions command, and hear facts.
var hubRoles = [
  { hub: 'commands', role: eventHubsDataReceiver, principal: edgePrincipalId }
  { hub: 'facts', role: eventHubsDataSender, principal: edgePrincipalId }
  { hub: 'facts', role: eventHubsDataReceiver, principal: edgePrincipalId }
  { hub: 'deadletter', role: eventHubsDataSender, principal: edgePrincipalId }
  { hub: 'commands', role: eventHubsDataSender, principal: functionsPrincipalId }
  { hub: 'facts', role: eventHubsDataSender, principal: functionsPrincipalId }
  { hub: 'facts', role: eventHubsDataReceiver, principal: functionsPrincipalId }
  { hub: 'deadletter', role: eventHubsDataSender, principal: functionsPrincipalId }
]

// Functions on Azure Storage keep queues, tables and blobs of their own there.
var accountRoles = [storageBlobDataContributor, storageQueueDataContributor, storageTableDataContributor]

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource lease 'containers' existing = {
      name: 'lease'
    }
  }

  resource tables 'tableServices' existing = {
    name: 'default'
  }
}

resource hubs 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' existing = [for item in hubRoles: {
  name: '${eventsName}/${item.hub}'
}]

resource deadLetters 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' existing = {
  name: '${eventsName}/deadletter'
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registryName
}

resource edgeVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: edgeVaultName
}

resource functionsVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: functionsVaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource onHubs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (item, i) in hubRoles: {
  name: guid(hubs[i].id, item.principal, item.role)
  scope: hubs[i]
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', item.role)
    principalId: item.principal
    principalType: 'ServicePrincipal'
  }
}]

resource functionsOnAccount 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in accountRoles: {
  name: guid(account.id, functionsPrincipalId, role)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: functionsPrincipalId
    principalType: 'ServicePrincipal'
  }
}]

resource edgeOnLease 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::blobs::lease.id, edgePrincipalId, storageBlobDataContributor)
  scope: account::blobs::lease
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
    principalId: edgePrincipalId
    principalType: 'ServicePrincipal'
  }
}

// How far it has read of the bus. Making the table it is kept in is a right on the service, not on a table.
resource edgeOnTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::tables.id, edgePrincipalId, storageTableDataContributor)
  scope: account::tables
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageTableDataContributor)
    principalId: edgePrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource edgeOnRegistry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, edgePrincipalId, acrPull)
  scope: registry
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
    principalId: edgePrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource edgeOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(edgeVault.id, edgePrincipalId, keyVaultSecretsUser)
  scope: edgeVault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: edgePrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource functionsOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(functionsVault.id, functionsPrincipalId, keyVaultSecretsUser)
  scope: functionsVault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: functionsPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in [edgePrincipalId, functionsPrincipalId]: {
  name: guid(insights.id, principal, monitoringMetricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: principal
    principalType: 'ServicePrincipal'
  }
}]

// What was put aside can be looked at. Sending it again takes a right that is given for the hour (runbooks/replay-a-dead-letter.md).
resource operatorOnDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(principalId)) {
  name: guid(deadLetters.id, principalId, eventHubsDataReceiver)
  scope: deadLetters
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', eventHubsDataReceiver)
    principalId: principalId
    principalType: principalType
  }
}
