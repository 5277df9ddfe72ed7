using Arbit.Accounts;
using Arbit.Slow.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Arbit.Functions.Setup;

/// <summary>
/// The self-test of keys at the start: one that may do more than its role ends the process. Where a venue does not answer, the process goes
/// on, and the account moves nothing before it has.
/// </summary>
internal sealed partial class KeyTest(Accounts accounts, ILogger<KeyTest> logger) : IHostedService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var account in accounts.WithKeys)
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(Patience);
                foreach (var verdict in await account.ProveAsync(patience.Token))
                {
                    problems.AddRange(verdict.Problems);
                    foreach (var doubt in verdict.Doubts)
                        Doubted(doubt);
                }
            }
            catch (Exception e) when (e is FundingRefusedException or FundingUnansweredException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                NotProven(account.Venue.Name, e.Message);
            }
        }

        if (problems.Count > 0)
            throw new InvalidSettingsException(problems);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Doubt}")]
    private partial void Doubted(string doubt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of {Venue} are not proven yet, and move nothing before they are: {Reason}")]
    private partial void NotProven(string venue, string reason);
}
