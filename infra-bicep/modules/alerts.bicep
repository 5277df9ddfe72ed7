// What a person must hear of, whoever looks. The rules read what the edge tells (measures.bicep), what the functions were asked, and the
// bus itself. The program has alerts of its own besides; these work when it does not.
param actionGroupName string
param location string
param tags object
param email string
param workspaceName string
param eventsName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: eventsName
}

// A row is an alert. Severity 0 is critical. Every minute Azure asks plain queries only: no functions, no joins.
var rules = [
  {
    name: 'heartbeat-missing'
    title: 'The edge has not been heard of for 2 minutes'
    severity: 0
    minutes: 1
    window: 'PT15M'
    query: '''
ContainerAppConsoleLogs
| where Log startswith '{"metrics":'
| summarize Last = max(TimeGenerated)
| where isnull(Last) or Last < ago(2m)
'''
  }
  {
    name: 'two-lease-holders'
    title: 'Two edges held the trading lease at once'
    severity: 0
    minutes: 5
    window: 'PT15M'
    query: '''
let held = ArbitMetrics
| where Name == 'mf_lease_held' and Value > 0
| summarize Since = min(TimeGenerated), Until = max(TimeGenerated) by Instance
| extend One = 1;
held
| join kind=inner held on One
| where Instance < Instance1
| where min_of(Until, Until1) - max_of(Since, Since1) > 90s
'''
  }
  {
    name: 'ledger-broken'
    title: 'The ledger\'s identity does not hold'
    severity: 0
    minutes: 5
    window: 'PT15M'
    query: '''
ArbitMetrics
| where Name == 'mf_ledger_breaks_total'
| summarize Rise = max(Value) - min(Value) by Instance
| where Rise > 0
'''
  }
  {
    name: 'orchestration-failed-or-late'
    title: 'An orchestration failed, or has stood still for 6 hours'
    severity: 1
    minutes: 5
    window: 'PT15M'
    query: '''
let told = ArbitMetrics
| where Name == 'mf_workflows' and Key has 'failed'
| summarize Rise = max(Value) - min(Value) by Instance
| where Rise > 0
| project What = 'failed, as told to the edge';
let traced = AppRequests
| where tostring(Properties['durabletask.type']) == 'orchestration' and Success == false
| project What = Name;
let late = ArbitMetrics
| where Name == 'mf_workflow_stalled_seconds'
| summarize arg_max(TimeGenerated, Value)
| where Value > 21600
| project What = 'stands still';
union told, traced, late
'''
  }
  {
    name: 'webhook-refusals'
    title: 'More than 20 signals were refused (401, 403) within 5 minutes'
    severity: 2
    minutes: 5
    window: 'PT5M'
    query: '''
AppRequests
| where Url has '/api/signals/' and ResultCode in ('401', '403')
| summarize Refused = count()
| where Refused > 20
'''
  }
  {
    name: 'no-signal-heartbeat'
    title: 'TradingView\'s heartbeat alert has been silent for 2 hours'
    severity: 2
    minutes: 15
    window: 'PT30M'
    query: '''
ArbitMetrics
| where Name == 'mf_signal_heartbeat_age_seconds'
| summarize arg_max(TimeGenerated, Value)
| where Value > 7200
'''
  }
]

var thresholds = 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'arbit'
    emailReceivers: empty(email) ? [] : [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: rule.name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: rule.title
    severity: rule.severity
    enabled: true
    scopes: [workspace.id]
    evaluationFrequency: 'PT${rule.minutes}M'
    windowSize: rule.window
    autoMitigate: true
    skipQueryValidation: true // A new workspace knows no table before the first row.
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A message could not be handled and was put aside: runbooks/replay-a-dead-letter.md'
    severity: 1
    enabled: true
    scopes: [namespace.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': thresholds
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'put aside'
          metricNamespace: 'Microsoft.EventHub/namespaces'
          metricName: 'IncomingMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['deadletter'] }]
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}
