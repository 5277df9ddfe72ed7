// What the edge runs now, so that provisioning again does not put the placeholder in its place.
param name string
param exists bool

resource app 'Microsoft.App/containerApps@2025-07-01' existing = if (exists) {
  name: name
}

// The placeholder answers /healthz and listens where it is told, so a first deployment is seen to be alive.
output image string = exists ? app!.properties.template.containers[0].image : 'mcr.microsoft.com/dotnet/samples:aspnetapp'
