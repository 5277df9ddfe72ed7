// One workspace for everything that is logged, measured and traced. No keys: telemetry comes in by identity.
param workspaceName string
param insightsName string
param location string
param tags object

@description('A cap, so that a fault that logs without end costs little. Past it alerts on logs are blind until midnight (UTC).')
param dailyGigabytes int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
    workspaceCapping: { dailyQuotaGb: dailyGigabytes }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

output workspaceName string = workspace.name
output workspaceCustomerId string = workspace.properties.customerId
output insightsName string = insights.name
// An address and an id; with local authentication off it opens nothing.
output connectionString string = insights.properties.ConnectionString
