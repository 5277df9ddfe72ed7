namespace Arbit.Messages;

/// <summary>How often a message is handed to a handler that fails, and what lies between: the same on every bus.</summary>
public static class HandlingTries
{
    /// <summary>After so many it is put aside.</summary>
    public const int Most = 5;

    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <param name="failures">So many by now, from 1.</param>
    public static TimeSpan PauseAfter(int failures) => FirstPause * (1 << failures);
}
