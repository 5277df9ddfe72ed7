using System.Threading.Channels;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Fees;
using Arbit.EdgeRunner.Live.Venues;

namespace Arbit.Tests.Live.Venues;

/// <summary>What a gateway said, in order. The time limit only keeps a hung test from hanging the run.</summary>
internal sealed class HeardEvents : IOrderEvents
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Channel<object> _heard = Channel.CreateUnbounded<object>();

    public void Post(OrderReply reply) => _heard.Writer.TryWrite(reply);

    public void Post(AccountReport report) => _heard.Writer.TryWrite(report);

    public void Post(AccountStanding standing) => _heard.Writer.TryWrite(standing);

    public void Post(ReadFees fees) => _heard.Writer.TryWrite(fees);

    public void Unanswered(string why) => _heard.Writer.TryWrite(why);

    /// <summary>The next word of a kind; others before it are passed over.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? isMeant = null)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit);
        var others = new List<object>();
        try
        {
            while (true)
            {
                var next = await _heard.Reader.ReadAsync(limit.Token);
                if (next is T heard && (isMeant is null || isMeant(heard)))
                    return heard;
                others.Add(next);
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"Not heard; instead: {string.Join("; ", others)}", e);
        }
    }

    /// <summary>What has been said and not been taken.</summary>
    public IReadOnlyList<object> Rest()
    {
        var rest = new List<object>();
        while (_heard.Reader.TryRead(out var heard))
            rest.Add(heard);
        return rest;
    }
}
