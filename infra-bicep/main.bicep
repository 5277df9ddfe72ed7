targetScope = 'subscription'

metadata description = 'Arbit on Azure: an edge container that trades, functions for what is slow, and what they need. No secret is in it.'

@minLength(1)
@maxLength(40)
@description('Name of the azd environment; part of the resource group\'s name, and of every tag.')
param environmentName string

// Near a venue's matching engine an order's way takes a millisecond or two; from another continent 100 to 250. Venues do not publish
// where their engines are, and move them: what is said here is commonly measured. Measure from there before settling.
// Whom a venue serves goes by residence, and whom it answers by address. Both are the venue's to say: read its terms. "Refuses" is
// about addresses of that place, as seen on the public interfaces in 2025 and 2026.
@allowed([
  'japaneast' // Tokyo: Binance and KuCoin (AWS Tokyo). Residents of Japan: Binance and KuCoin do not serve them from their world sites.
  'southeastasia' // Singapore: Bybit (AWS Singapore); Tokyo is some 70 ms away. Residents of Singapore: Binance, KuCoin and Bybit do not serve them.
  'eastasia' // Hong Kong: OKX (Alibaba Cloud Hong Kong); Tokyo is some 50 ms away. Residents: Binance, KuCoin and OKX do not serve them from their world sites.
  'uksouth' // London: Deribit (Equinix LD4). Kraken is behind Cloudflare, its engine's place is not public. UK retail: closed or limited at Binance, KuCoin and Bybit.
  'northeurope' // Dublin: no venue's engine; London some 10 ms.
  'germanywestcentral' // Frankfurt: no venue's engine; London some 15 ms.
  'swedencentral' // Gävle: no venue's engine; London some 30 ms.
  'eastus2' // Virginia: Coinbase (AWS Virginia). Binance refuses (HTTP 451), Bybit refuses (403); KuCoin and OKX's world site do not serve US persons. Kraken, Coinbase and Binance.US answer.
])
@metadata({ azd: { type: 'location' } })
@description('Where everything runs. Choose by the venues that are traded at, and by which of them answer there.')
param location string

@description('Object id of who operates it: may watch orchestrations and read the dead letters. Empty for nobody.')
param principalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'User'

@allowed(['small', 'large'])
@description('small: half a core for the edge, half a gigabyte for each functions instance. large: two cores, two gigabytes, twice the partitions.')
param size string = 'small'

@allowed(['storage', 'dts'])
@description('Where orchestrations are kept: Azure Storage, or the Durable Task Scheduler, which has a dashboard of its own.')
param backend string = 'storage'

@description('Who is told by e-mail when an alert fires; empty for nobody, the alerts still show in the portal.')
param alertEmail string = ''

@allowed(['dry', 'real'])
@description('dry: nothing is ordered, withdrawn or staked, which is where everything begins. real: what a person has confirmed (runbooks/first-real-dollar.md).')
param liveOrders string = 'dry'

@description('Set by azd: whether the edge is there already. Its image is then kept.')
param edgeExists bool = false

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var edgeName = '${abbreviations.appContainerApps}edge-${token}'
var isLarge = size == 'large'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${abbreviations.resourcesResourceGroups}${environmentName}'
  location: location
  tags: tags
}

// As an ARM template: it takes place, tags and names from the group, and needs no parameter.
module network 'modules/network.json' = {
  name: 'network'
  scope: group
}

module edgeIdentity 'modules/identity.bicep' = {
  name: 'edge-identity'
  scope: group
  params: {
    name: '${abbreviations.managedIdentityUserAssignedIdentities}edge-${token}'
    location: location
    tags: tags
  }
}

module functionsIdentity 'modules/identity.bicep' = {
  name: 'functions-identity'
  scope: group
  params: {
    name: '${abbreviations.managedIdentityUserAssignedIdentities}functions-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: '${abbreviations.operationalInsightsWorkspaces}${token}'
    insightsName: '${abbreviations.insightsComponents}${token}'
    location: location
    tags: tags
    dailyGigabytes: isLarge ? 5 : 1
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: '${abbreviations.storageStorageAccounts}${token}'
    location: location
    tags: tags
  }
}

module events 'modules/events.bicep' = {
  name: 'events'
  scope: group
  params: {
    name: '${abbreviations.eventHubNamespaces}${token}'
    location: location
    tags: tags
    partitions: isLarge ? 8 : 4
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  scope: group
  params: {
    name: '${abbreviations.containerRegistryRegistries}${token}'
    location: location
    tags: tags
  }
}

// One vault a service: who trades can read no key that withdraws, and the reverse.
module edgeVault 'modules/vault.bicep' = {
  name: 'edge-vault'
  scope: group
  params: {
    name: '${abbreviations.keyVaultVaults}e-${token}'
    location: location
    tags: tags
  }
}

module functionsVault 'modules/vault.bicep' = {
  name: 'functions-vault'
  scope: group
  params: {
    name: '${abbreviations.keyVaultVaults}f-${token}'
    location: location
    tags: tags
  }
}

module scheduler 'modules/scheduler.bicep' = if (backend == 'dts') {
  name: 'scheduler'
  scope: group
  params: {
    name: '${abbreviations.durableTaskSchedulers}${token}'
    location: location
    tags: tags
    principalId: principalId
    principalType: principalType
    functionsPrincipalId: functionsIdentity.outputs.principalId
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    edgePrincipalId: edgeIdentity.outputs.principalId
    functionsPrincipalId: functionsIdentity.outputs.principalId
    principalId: principalId
    principalType: principalType
    storageName: storage.outputs.name
    eventsName: events.outputs.name
    registryName: registry.outputs.name
    edgeVaultName: edgeVault.outputs.name
    functionsVaultName: functionsVault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    name: '${abbreviations.webSitesFunctions}${token}'
    planName: '${abbreviations.webServerFarms}${token}'
    location: location
    tags: tags
    subnetId: network.outputs.functionsSubnetId
    identityName: functionsIdentity.outputs.name
    storageName: storage.outputs.name
    eventsName: events.outputs.name
    vaultName: functionsVault.outputs.name
    insightsName: monitoring.outputs.insightsName
    schedulerEndpoint: backend == 'dts' ? scheduler!.outputs.endpoint : ''
    taskHubName: backend == 'dts' ? scheduler!.outputs.taskHubName : 'arbit'
    memoryMegabytes: isLarge ? 2048 : 512
    liveOrders: liveOrders
  }
  dependsOn: [roles]
}

module edgeEnvironment 'modules/edge-environment.bicep' = {
  name: 'edge-environment'
  scope: group
  params: {
    name: '${abbreviations.appManagedEnvironments}${token}'
    location: location
    tags: tags
    subnetId: network.outputs.edgeSubnetId
    workspaceName: monitoring.outputs.workspaceName
  }
}

module edgeImage 'modules/edge-image.bicep' = {
  name: 'edge-image'
  scope: group
  params: {
    name: edgeName
    exists: edgeExists
  }
}

module edge 'modules/edge.bicep' = {
  name: 'edge'
  scope: group
  params: {
    name: edgeName
    location: location
    tags: tags
    environmentId: edgeEnvironment.outputs.id
    identityName: edgeIdentity.outputs.name
    registryName: registry.outputs.name
    storageName: storage.outputs.name
    eventsName: events.outputs.name
    vaultName: edgeVault.outputs.name
    insightsName: monitoring.outputs.insightsName
    image: edgeImage.outputs.image
    isPlaceholder: !edgeExists
    cores: isLarge ? '2' : '0.5'
    memory: isLarge ? '4Gi' : '1Gi'
    liveOrders: liveOrders
  }
  dependsOn: [roles]
}

// What the edge says of itself on its console, as a table of measures.
module measures 'modules/measures.bicep' = {
  name: 'measures'
  scope: group
  params: {
    workspaceName: monitoring.outputs.workspaceName
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    actionGroupName: '${abbreviations.insightsActionGroups}${token}'
    location: location
    tags: tags
    email: alertEmail
    workspaceName: monitoring.outputs.workspaceName
    eventsName: events.outputs.name
  }
  dependsOn: [measures]
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: monitoring.outputs.workspaceName
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.endpoint
output AZURE_KEY_VAULT_ENDPOINT string = functionsVault.outputs.endpoint
output AZURE_KEY_VAULT_NAME string = functionsVault.outputs.name
output AZURE_EDGE_KEY_VAULT_ENDPOINT string = edgeVault.outputs.endpoint
output AZURE_EDGE_KEY_VAULT_NAME string = edgeVault.outputs.name
output AZURE_STORAGE_NAME string = storage.outputs.name
output AZURE_EVENT_HUBS_NAME string = events.outputs.name
output AZURE_LOG_ANALYTICS_ID string = monitoring.outputs.workspaceCustomerId
output APPLICATIONINSIGHTS_CONNECTION_STRING string = monitoring.outputs.connectionString
// The one address that venues see; their keys are bound to it.
output ARBIT_EGRESS_ADDRESS string = network.outputs.egressAddress
output SERVICE_FUNCTIONS_NAME string = functions.outputs.name
output SERVICE_FUNCTIONS_URI string = functions.outputs.uri
output SERVICE_EDGE_NAME string = edge.outputs.name
output SERVICE_EDGE_IMAGE string = edge.outputs.image
