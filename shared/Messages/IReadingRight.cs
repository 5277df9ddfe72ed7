namespace Arbit.Messages;

/// <summary>
/// The right to read what is for one reader alone. Each time that it is given it has a level above all before, which fences whoever still
/// reads with a lower one.
/// </summary>
public interface IReadingRight
{
    /// <summary>Waits until this process has it, under a higher level than one that was taken from it.</summary>
    Task<long> WaitAsync(long above, CancellationToken cancellation);

    /// <summary>It still has it under that level, now.</summary>
    bool Allows(long level);
}
