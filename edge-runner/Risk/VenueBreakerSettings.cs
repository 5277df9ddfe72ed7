namespace Arbit.EdgeRunner.Risk;

/// <summary>When a venue's orders rest after errors. Durations in nanoseconds.</summary>
/// <param name="Failures">So many orders refused, lost or unanswered</param>
/// <param name="Window">within so long open the circuit</param>
/// <param name="FirstWait">for so long, and twice as long each time that the trial after it fails,</param>
/// <param name="LongestWait">up to this.</param>
/// <param name="AnswerDeadline">An answer later than this counts as none.</param>
public sealed record VenueBreakerSettings(int Failures, long Window, long FirstWait, long LongestWait, long AnswerDeadline);
