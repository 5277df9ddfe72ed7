using Arbit.Messages;

namespace Arbit.EdgeRunner.Bus;

/// <summary>Keeps messages in the order that they were sent, and for each group which of them it has behind it. Any thread.</summary>
public interface IBusStore : IDisposable
{
    /// <summary>The store has it when this returns; its number is higher than any before.</summary>
    /// <exception cref="IOException">It may or may not have it.</exception>
    long Append(Hub hub, byte[] message);

    /// <summary>What came behind a number, in order.</summary>
    IReadOnlyList<StoredMessage> After(Hub hub, long number, int most);

    /// <summary>
    /// What a group has behind it: everything up to <c>Place</c>, and beyond it what was handled before its turn, because order holds
    /// among messages of one key only.
    /// </summary>
    (long Place, IReadOnlySet<long> Beyond) PlaceOf(Hub hub, string group);

    /// <summary>A message was handled; called after its effect.</summary>
    /// <exception cref="IOException">It may come again.</exception>
    void Handled(Hub hub, string group, long number);
}

/// <summary>As it was sent, in bytes.</summary>
public readonly record struct StoredMessage(long Number, byte[] Bytes);
