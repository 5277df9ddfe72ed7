namespace Arbit.EdgeRunner.Journal.Recording;

/// <summary>One input as it was recorded. Valid until the reader reads on.</summary>
public readonly ref struct SessionRecord
{
    /// <summary>The engine's number of the input.</summary>
    public required long Sequence { get; init; }

    /// <summary>Unix time as the engine saw it.</summary>
    public required long TimeNanoseconds { get; init; }

    public required byte Kind { get; init; }

    public required int Source { get; init; }

    public required ReadOnlySpan<byte> Payload { get; init; }
}
