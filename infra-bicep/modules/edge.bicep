// The fast side. One replica, and while a deployment is under way two: single revision mode starts the new one before it ends the old.
// That is harmless: only who holds the lease trades, readiness does not wait for it, and ending gives it back.
param name string
param location string
param tags object
param environmentId string
param identityName string
param registryName string
param storageName string
param eventsName string
param vaultName string
param insightsName string
param image string

@description('The first time, before there is an image of the edge.')
param isPlaceholder bool

@description('Processor cores, as a decimal.')
param cores string

@description('Twice the cores, in GiB: what the Consumption profile goes by.')
param memory string
param liveOrders string

var port = 9109

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: registryName
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var settings = [
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
  { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'Authorization=AAD;ClientId=${identity.properties.clientId}' }
  { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
  { name: 'OTEL_SERVICE_NAME', value: 'edge' }
  { name: 'EventHubs__fullyQualifiedNamespace', value: '${eventsName}.servicebus.windows.net' }
  { name: 'EventHubs__credential', value: 'managedidentity' }
  { name: 'EventHubs__clientId', value: identity.properties.clientId }
  { name: 'Tables__Endpoint', value: account.properties.primaryEndpoints.table }
  { name: 'Lease__BlobEndpoint', value: account.properties.primaryEndpoints.blob }
  { name: 'KeyVault__Endpoint', value: vault.properties.vaultUri }
  { name: 'Arbit__Feed', value: 'live' }
  { name: 'Arbit__Listen', value: 'any' } // The probes come from outside of the container; nothing else reaches it.
  { name: 'Arbit__Port', value: string(port) }
  { name: 'Arbit__DataPath', value: '/data' }
  { name: 'Arbit__LatencyMode', value: 'server' }
  { name: 'Arbit__Lease__TtlSeconds', value: '30' }
  { name: 'Arbit__Lease__MarginSeconds', value: '5' }
  { name: 'Arbit__Slow__Enabled', value: 'false' } // The functions do it.
  { name: 'Arbit__MetricsLineSeconds', value: '30' } // Where alerts and the workbook have them from.
  { name: 'Arbit__Live__Orders', value: liveOrders }
]
var placeholder = isPlaceholder ? [{ name: 'ASPNETCORE_HTTP_PORTS', value: string(port) }] : []

// The placeholder knows no /readyz; azd up provisions once more when the edge is there.
var readiness = isPlaceholder ? { tcpSocket: { port: port } } : { httpGet: { path: '/readyz', port: port } }

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'edge' })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 3
      registries: [{ server: registry.properties.loginServer, identity: identity.id }]
    }
    template: {
      // What is open is closed, what was told is sent, the lease is given back: some 20 seconds; a minute is patience.
      terminationGracePeriodSeconds: 60
      scale: { minReplicas: 1, maxReplicas: 1 }
      volumes: [{ name: 'data', storageType: 'EmptyDir' }] // Dies with the replica: facts leave as they happen, and a start on an empty disk asks the venues.
      containers: [
        {
          name: 'edge'
          image: image
          resources: { cpu: json(cores), memory: memory }
          env: concat(settings, placeholder)
          volumeMounts: [{ volumeName: 'data', mountPath: '/data' }]
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 5
              failureThreshold: 24
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
            union({ type: 'Readiness', periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 }, readiness)
          ]
        }
      ]
    }
  }
}

output name string = app.name
output image string = image
