// The edge writes its measures to the console as JSON (MetricsLineSeconds), by the names of its /metrics. This makes a table of them, for
// alerts, the workbook and whoever asks: ArbitMetrics | where Name == 'mf_value_usd' | render timechart
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource metrics 'Microsoft.OperationalInsights/workspaces/savedSearches@2025-07-01' = {
  parent: workspace
  name: 'arbit-metrics'
  properties: {
    category: 'Arbit'
    displayName: 'Measures of the edge'
    functionAlias: 'ArbitMetrics'
    version: 2
    query: '''
ContainerAppConsoleLogs
| where Log startswith '{"metrics":'
| mv-expand kind=array Series = parse_json(Log).metrics
| extend Key = tostring(Series[0])
| project TimeGenerated, Instance = ContainerGroupName, Name = tostring(split(Key, '{')[0]), Key, Value = todouble(Series[1])
'''
  }
}
