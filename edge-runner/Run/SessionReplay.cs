using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Journal.Recording;

namespace Arbit.EdgeRunner.Run;

/// <summary>Feeds a recorded session to an engine put together as it was: the hash over its audit must be the live run's.</summary>
public static class SessionReplay
{
    /// <exception cref="SessionFormatException">The recording cannot be read.</exception>
    /// <exception cref="InvalidDataException">It describes no session of this program.</exception>
    public static SessionReplayReport Run(string folder)
    {
        using var reader = SessionReader.Open(folder);
        var session = SessionDescription.Decode(reader.Description);
        var assembly = new EngineAssembly(ArbitSettings.Read(session.Options), session);
        var nothing = new NoSideEffects();
        var core = assembly.Build(nothing, nothing, nothing);
        long records = 0;
        while (reader.TryRead(out var record))
        {
            records++;
            core.Process((EventKind)record.Kind, record.Source, record.TimeNanoseconds, record.Payload, record.Payload.Length);
        }

        var hash = Convert.ToHexStringLower(assembly.Audit.CurrentHash());
        var recorded = reader.End is { IsClean: true, AuditHash.Length: > 0 } end ? Convert.ToHexStringLower(end.AuditHash) : null;
        return new SessionReplayReport(
            records,
            assembly.Audit.Count,
            hash,
            recorded,
            recorded is null ? null : recorded == hash,
            core.Book.Totals.Attempted,
            core.Book.Totals.NetInDollars.ToString(),
            core.Book.Ledger.Check());
    }
}

/// <summary>What a replayed session came to.</summary>
/// <param name="Events">Inputs replayed.</param>
/// <param name="Decisions">Lines of the audit.</param>
/// <param name="AuditHash">SHA-256 over them.</param>
/// <param name="RecordedHash">The live run's; null where it did not end cleanly.</param>
/// <param name="Matches">Whether they are the same.</param>
/// <param name="Cycles">Cycles attempted.</param>
/// <param name="NetInDollars">What they came to.</param>
/// <param name="LedgerHolds">The ledger's identity at the end.</param>
public sealed record SessionReplayReport(
    long Events,
    long Decisions,
    string AuditHash,
    string? RecordedHash,
    bool? Matches,
    long Cycles,
    string NetInDollars,
    bool LedgerHolds);
