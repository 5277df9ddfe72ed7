// The operator's page in the portal; its panels are in ../workbook.
param location string
param tags object
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'arbit')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Arbit'
    category: 'workbook'
    sourceId: workspace.id
    serializedData: replace(loadTextContent('../workbook/arbit.workbook.json'), 'WORKSPACE_ID', workspace.id)
  }
}
