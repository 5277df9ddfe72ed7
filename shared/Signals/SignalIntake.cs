using System.Net;
using Arbit.Secrets;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.Signals;

/// <summary>
/// The door that alerts come in by: judged, stored, then answered. Nothing behind the store is waited for, so it answers while all of
/// that is down; what was stored is begun from the store (lesson L32). The same for the page's port and for an HTTP-triggered function.
/// </summary>
public sealed class SignalIntake(SignalSettings settings, IStateStore store, TimeProvider time)
{
    /// <summary>Where signals are: a partition a kind, a row a signal.</summary>
    public const string Table = "signals";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    private readonly List<TokenHash> _tokens = [.. settings.Tokens.Select(TokenHash.Of)];

    /// <summary>Told of every answer: for counting, and to wake what begins the workflows.</summary>
    public Action<IntakeAnswer>? Answered { get; init; }

    public async Task<IntakeAnswer> TakeAsync(ReadOnlyMemory<byte> body, IPAddress? from, CancellationToken cancellation)
    {
        var answer = await JudgeAsync(body, from, cancellation).ConfigureAwait(false);
        Answered?.Invoke(answer);
        return answer;
    }

    /// <summary>Puts a signal in the store that has come in by another door (a person's flip): true where it is new.</summary>
    public static Task<bool> StoreAsync(IStateStore store, Signal signal, CancellationToken cancellation)
        => store.TryInsertAsync(Table, PartitionOf(signal.Kind), signal.Key, WorkflowJson.Write(signal), cancellation);

    public static string PartitionOf(SignalKind kind) => kind switch
    {
        SignalKind.Macro => "macro",
        SignalKind.Abot => "abot",
        _ => "heartbeat",
    };

    private async Task<IntakeAnswer> JudgeAsync(ReadOnlyMemory<byte> body, IPAddress? from, CancellationToken cancellation)
    {
        if (!ComesFromKnown(from))
            return new IntakeAnswer(403, "this address is not on the list (Signals:Addresses)");
        if (settings.Tokens.Count == 0)
            return new IntakeAnswer(401, "no token is configured here (Signals:Token): signals are refused");
        if (SignalFields.Read(body.Span, out var problem) is not { } fields)
            return new IntakeAnswer(400, problem);
        if (fields["token"] is not { } token)
            return new IntakeAnswer(401, "the token is missing");
        if (!TokenHash.Of(token).IsAmong(_tokens))
            return new IntakeAnswer(401, "the token is wrong");
        if (SignalReader.Read(fields, out problem) is not { } signal)
            return new IntakeAnswer(400, problem);
        if (Untimely(signal) is { } untimely)
            return new IntakeAnswer(400, untimely);
        if (signal.Kind == SignalKind.Macro && settings.Modes.ModeOf(signal) is null)
            return new IntakeAnswer(400, $"{signal.Action} {signal.Ticker} means no mode (Signals:Modes)");
        return await KeepAsync(signal, cancellation).ConfigureAwait(false);
    }

    /// <summary>TradingView waits three seconds and sends nothing again after a time-out: a store that hangs has to become a 503 before.</summary>
    private async Task<IntakeAnswer> KeepAsync(Signal signal, CancellationToken cancellation)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var storing = StoreAsync(store, signal, patience.Token);
            await storing.WaitAsync(Patience, time, cancellation).ConfigureAwait(false);
            var isNew = await storing.ConfigureAwait(false);
            return new IntakeAnswer(200, isNew ? "stored" : "known already") { Signal = signal, IsDuplicate = !isNew };
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            return new IntakeAnswer(503, "it could not be stored; send it again");
        }
    }

    private bool ComesFromKnown(IPAddress? from)
    {
        if (settings.Addresses.Count == 0)
            return true;
        if (from is null)
            return false;
        var address = from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from;
        return settings.Addresses.Any(address.Equals);
    }

    private string? Untimely(Signal signal)
    {
        var age = time.GetUtcNow() - signal.FiredAt;
        if (age > settings.MaxAge)
            return $"stale: it fired at {signal.FiredAt:u}, more than {settings.MaxAge.TotalSeconds:0} s ago";
        return age < -settings.MaxAhead ? $"it fired at {signal.FiredAt:u}, which is still to come; a clock is wrong" : null;
    }
}
