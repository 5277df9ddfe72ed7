using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arbit.Functions.Setup;

/// <summary>Adds this process's counts of signals to everybody's, and tells the sum; once more where it ends.</summary>
internal sealed partial class TotalsTold(SlowHome slow, ILogger<TotalsTold> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, slow.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TellAsync(stoppingToken);
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        try
        {
            await slow.Totals.TellAsync(cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // They are statistics, and told the next time: nothing of them may end the process.
            NotTold(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The counts of signals could not be told: {Reason}")]
    private partial void NotTold(string reason);
}
