namespace Arbit.EdgeRunner.Bench;

/// <summary>What a flood of signals came to, and what the engine's loop took meanwhile. Milliseconds, and mebibytes.</summary>
/// <param name="Asked">Sent.</param>
/// <param name="AnswersPerSecond">Answered.</param>
/// <param name="ByStatus">Answers by their status; 0 for none.</param>
/// <param name="New">Answered as stored for the first time: each is in the store once.</param>
/// <param name="Missing">Answered as stored, and not in the store.</param>
/// <param name="EngineBefore">Frame to decision over as long without the flood.</param>
public sealed record FloodReport(
    long Asked,
    double AnswersPerSecond,
    IReadOnlyDictionary<int, long> ByStatus,
    double IntakeP50,
    double IntakeP99,
    long New,
    long Missing,
    EngineFigures EngineBefore,
    EngineFigures EngineDuring,
    double MemoryBefore,
    double MemoryAfter);

/// <summary>Of the engine's loop over a time.</summary>
public sealed record EngineFigures(long Frames, double P50, double P99, double Max);
