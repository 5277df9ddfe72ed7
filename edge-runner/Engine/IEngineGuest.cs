namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Something of the outside world that shares the engine's thread, as the paper venue does: what it holds is touched by nobody else, so
/// nothing is locked. It is no part of what is decided or recorded, and never takes long.
/// </summary>
public interface IEngineGuest
{
    /// <summary>When it next has something to do by itself, Unix nanoseconds; <see cref="long.MaxValue"/> for never.</summary>
    long NextDue { get; }

    /// <param name="now">Unix nanoseconds.</param>
    void Turn(long now);
}
