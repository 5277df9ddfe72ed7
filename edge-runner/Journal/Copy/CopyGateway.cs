using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>
/// Answers for what had left the machine as a venue answers for its account: read in the background, and an event of the engine like every
/// other. A copy that cannot be read is not answered for, so everything waits until it can: the reservations stand in it.
/// </summary>
/// <param name="gateway">The venues'.</param>
/// <param name="copy">Of the journal that is lost.</param>
/// <param name="fold">What a journal comes to.</param>
/// <param name="inbox">Where answers go.</param>
public sealed class CopyGateway(IOrderGateway gateway, JournalCopy copy, Func<byte[], IEnumerable<byte[]>, Checkpoint> fold, EngineInbox inbox) : IOrderGateway
{
    private string? _problem;

    /// <summary>Why there is no answer; null where there is. Any thread.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    public void Send(Order order) => gateway.Send(order);

    public void Cancel(Order order) => gateway.Cancel(order);

    public void LookUp(Order order) => gateway.LookUp(order);

    public void AskAccount(Venue venue, long since)
    {
        if (venue == LeftBehind.Source)
            _ = Task.Run(() => AnswerAsync(inbox.Now()));
        else
            gateway.AskAccount(venue, since);
    }

    private async Task AnswerAsync(long askedAt)
    {
        try
        {
            var found = await copy.ReadAsync(CancellationToken.None);
            var left = found is { } read ? LeftBehind.Of(fold(read.Checkpoint, read.Records), read.Records.Select(record => RecordCodec.Decode<JournalRecord>(record))) : null;
            inbox.Post(EventKind.Account, 0, RecordCodec.Encode(new AccountReport(LeftBehind.Source, askedAt, 0, [], []) { Copy = left }));
            Volatile.Write(ref _problem, null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Volatile.Write(ref _problem, $"what left the machine before cannot be read: {e.Message}");
        }
    }
}
