using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arbit.Functions.Setup;

/// <summary>Says at the start what a person should know of the settings.</summary>
internal sealed partial class Remarks(SlowHome slow, Accounts accounts, ILogger<Remarks> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var remark in slow.Settings.Remarks().Concat(accounts.Remarks))
            Say(remark);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Remark}")]
    private partial void Say(string remark);
}
