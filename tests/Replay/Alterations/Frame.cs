namespace Arbit.Tests.Replay.Alterations;

/// <summary>One frame and the place that it had before anything was altered.</summary>
public sealed record Frame(int Index, byte[] Bytes, bool IsAltered);
