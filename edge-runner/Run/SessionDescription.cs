using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Venues.Instruments;

namespace Arbit.EdgeRunner.Run;

/// <summary>What a run was begun with: with its recorded inputs, all that is needed to come to the same decisions again.</summary>
public sealed record SessionDescription(
    ArbitOptions Options,
    long Epoch,
    IReadOnlyList<ListedVenue> Listed,
    Checkpoint Checkpoint,
    bool IsLeased = false)
{
    /// <summary>The days that the Market Scanner began with; none in recordings that are older than it.</summary>
    public CandleHistory? Candles { get; init; }

    /// <summary>Its facts leave the machine: what is left of an earlier journal is asked for where there is none.</summary>
    public bool HasCopy { get; init; }

    public byte[] Encode() => RecordCodec.Encode(this);

    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static SessionDescription Decode(ReadOnlySpan<byte> bytes) => RecordCodec.Decode<SessionDescription>(bytes);
}

/// <summary>The instruments of one venue that a run watches.</summary>
public sealed record ListedVenue(string Venue, IReadOnlyList<ListedInstrument> Instruments);
