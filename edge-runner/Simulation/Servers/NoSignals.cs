namespace Arbit.EdgeRunner.Simulation.Servers;

/// <summary>Leaves Ctrl-C and SIGTERM to the program: by default each web application would take them for itself.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
